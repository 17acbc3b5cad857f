import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Exchange } from 'azure-simulator';

/**
 * The exchanges that simulators recorded into a folder. The last line of a
 * file may be half a line, of a process that was killed; it is left out.
 */
export function* readTraffic(folder: string): Generator<Exchange> {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.ndjson'))
    .sort();
  for (const file of files) {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    // After the last line feed: nothing, or half a line.
    lines.pop();
    for (const [index, line] of lines.entries()) {
      let exchange: Exchange;
      try {
        exchange = JSON.parse(line);
      } catch (error) {
        throw new Error(
          `${join(folder, file)}: line ${
            index + 1
          } is no JSON; record the traffic anew.`,
          { cause: error },
        );
      }
      yield exchange;
    }
  }
}
