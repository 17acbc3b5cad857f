import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Exchange } from './Exchange';

/**
 * Writes every exchange as a line of JSON into a file of its own, so that many
 * simulators can record into one folder and one that is killed loses nothing.
 */
export class TrafficRecorder {
  /** Undefined once closed: what is answered while the servers end is not kept. */
  #file: number | undefined;

  /** @param folder - created when it does not exist */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    const name = `${process.pid}-${randomUUID()}.ndjson`;
    this.#file = openSync(join(folder, name), 'a', 0o600);
  }

  record(exchange: Exchange): void {
    if (this.#file === undefined) {
      return;
    }
    writeSync(this.#file, `${JSON.stringify(exchange)}\n`);
  }

  close(): void {
    if (this.#file !== undefined) {
      closeSync(this.#file);
      this.#file = undefined;
    }
  }
}
