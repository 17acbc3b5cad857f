/** One line of the table. */
interface Verdict {
  what: string;
  measured: string;
  target: string;
  holds: boolean;
}

/** What was found, and whether it is as it must be. */
export class Verdicts {
  readonly #lines: Verdict[] = [];

  add(what: string, measured: string, target: string, holds: boolean): void {
    this.#lines.push({ what, measured, target, holds });
    process.stderr.write(
      `test:replicas: ${
        holds ? 'holds' : 'DOES NOT HOLD'
      }: ${what}: ${measured}\n`,
    );
  }

  get hold(): boolean {
    return this.#lines.every(({ holds }) => holds);
  }

  /** The table, with a verdict a line. */
  toString(): string {
    const rows = [
      ['', 'measured', 'target', 'verdict'],
      ...this.#lines.map(({ what, measured, target, holds }) => [
        what,
        measured,
        target,
        holds ? 'holds' : 'DOES NOT HOLD',
      ]),
    ];
    const widths = rows[0].map((_, column) =>
      Math.max(...rows.map(row => row[column].length)),
    );
    return rows
      .map(row =>
        row
          .map((cell, column) => cell.padEnd(widths[column]))
          .join('  ')
          .trimEnd(),
      )
      .join('\n');
  }
}
