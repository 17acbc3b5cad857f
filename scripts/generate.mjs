// Writes the files that are derived from others; `--check` fails when one is stale.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { checksReference } from './checksReference.mjs';
import { operationsReference } from './operationsReference.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const schema = 'plugins/siem-forwarder-backend/src/schema';

/** Documentation of which the simulator's code is the source. */
const simulatorDocs = part =>
  execFileSync(
    process.execPath,
    [join(root, 'packages/azure-simulator/bin/azure-simulator'), 'docs', part],
    { cwd: root, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
  );

/** A text with what stands between two markers replaced. */
const between = (text, name, content) => {
  const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
  if (!text.includes(start) || !text.includes(end)) {
    throw new Error(`The markers '${start}' and '${end}' are missing.`);
  }
  return [
    text.slice(0, text.indexOf(start) + start.length),
    content.trim(),
    text.slice(text.indexOf(end)),
  ].join('\n\n');
};

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
  {
    file: 'docs/reference/checks.md',
    content: () => checksReference(root),
  },
  {
    file: 'docs/reference/operations.md',
    content: () =>
      Object.entries(operationsReference(root)).reduce(
        (text, [part, content]) => between(text, part, content),
        readFileSync(join(root, 'docs/reference/operations.md'), 'utf8'),
      ),
  },
  {
    file: 'docs/reference/simulator-errors.md',
    content: () => simulatorDocs('errors'),
  },
  {
    file: 'docs/reference/simulator.md',
    content: () =>
      ['operations', 'behaviours', 'scenarios'].reduce(
        (text, part) => between(text, part, simulatorDocs(part)),
        readFileSync(join(root, 'docs/reference/simulator.md'), 'utf8'),
      ),
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
