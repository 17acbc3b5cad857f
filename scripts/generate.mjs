// Writes the files that are derived from others; `--check` fails when one is stale.
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const schema = 'plugins/siem-forwarder-backend/src/schema';

const generated = [
  {
    file: `${schema}/openapi.generated.ts`,
    content: () => {
      const document = parse(
        readFileSync(join(root, schema, 'openapi.yaml'), 'utf8'),
      );
      return [
        '// Generated from openapi.yaml by `yarn generate`; change that file.',
        `export const spec = ${JSON.stringify(document, null, 2)} as const;`,
        '',
      ].join('\n');
    },
  },
];

const check = process.argv.includes('--check');
let stale = 0;
for (const { file, content } of generated) {
  const path = join(root, file);
  const wanted = content();
  const found = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (wanted === found) continue;
  if (check) {
    console.error(`${file} is stale; run \`yarn generate\` and commit it`);
    stale += 1;
  } else {
    writeFileSync(path, wanted);
    console.log(`wrote ${file}`);
  }
}
process.exitCode = stale ? 1 : 0;
