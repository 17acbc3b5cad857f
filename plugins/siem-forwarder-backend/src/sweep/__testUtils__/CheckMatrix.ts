import {
  CheckStatus,
  checkStatuses,
  Finding,
} from 'backstage-plugin-siem-forwarder-common';
import { Check } from '../../evaluate/Check';

const letters: Record<CheckStatus, string> = {
  ok: '.',
  warning: 'w',
  failing: 'F',
  pending: 'p',
  quiet: 'q',
  unknown: '?',
  skipped: '-',
};

/**
 * Which check answered what in which situation, and whether that is all that
 * the checks say they can answer.
 */
export class CheckMatrix {
  readonly #checks: readonly Check[];
  /** By situation: the last answer of each check. */
  readonly #rows = new Map<string, Map<string, CheckStatus>>();
  /** Pairs of check and status that any look showed. */
  readonly #seen = new Set<string>();

  constructor(checks: readonly Check[]) {
    this.#checks = checks;
  }

  /** Notes what a look at a situation found. */
  note(situation: string, findings: readonly Finding[]): void {
    const row = this.#rows.get(situation) ?? new Map<string, CheckStatus>();
    this.#rows.set(situation, row);
    for (const { checkId, status, reason } of findings) {
      row.set(checkId, status);
      // A failure that waits for its second look says nothing of its own.
      if (reason !== 'unconfirmed') {
        this.#seen.add(`${checkId} ${status}`);
      }
    }
  }

  /** Statuses that a check says it can have, and that no situation showed: empty cells. */
  empty(): string[] {
    return this.#cells(
      (row, status) => canAnswer(row, status) && !this.#has(row, status),
    );
  }

  /** Statuses that a check says it never has, and had. */
  impossible(): string[] {
    return this.#cells(
      (row, status) => !canAnswer(row, status) && this.#has(row, status),
    );
  }

  /** Situations below, checks to the right by their number. */
  toString(): string {
    const width = Math.max(
      ...[...this.#rows.keys()].map(situation => situation.length),
    );
    const numbers = this.#checks.map((_, index) => String(index + 1));
    const heads = [0, 1].map(
      digit =>
        `${' '.repeat(width)} ${numbers
          .map(number => number.padStart(2)[digit])
          .join('')}`,
    );
    const lines = [...this.#rows].map(
      ([situation, row]) =>
        `${situation.padEnd(width)} ${this.#checks
          .map(({ id }) => {
            const status = row.get(id);
            return status ? letters[status] : ' ';
          })
          .join('')}`,
    );
    const legend = checkStatuses
      .map(status => `${letters[status]} ${status}`)
      .join('  ');
    return [
      ...heads,
      ...lines,
      '',
      legend,
      ...this.#checks.map(({ id }, index) => `${index + 1} ${id}`),
    ].join('\n');
  }

  #has(row: Check, status: CheckStatus): boolean {
    return this.#seen.has(`${row.id} ${status}`);
  }

  #cells(wanted: (row: Check, status: CheckStatus) => boolean): string[] {
    return this.#checks.flatMap(row =>
      checkStatuses
        .filter(status => wanted(row, status))
        .map(status => `${row.id} ${status}`),
    );
  }
}

/** Every check can be unknown; else it says so in the table. */
function canAnswer({ answers }: Check, status: CheckStatus): boolean {
  return status === 'unknown' || typeof answers[status] !== 'string';
}
