// Renders the tables of docs/reference/operations.md from those of the code.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The tables as data: the plugin is TypeScript, so another process loads it. */
const readTables = root =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        '--eval',
        `const src = './plugins/siem-forwarder-backend/src/';
         const { operationKinds, operationSteps, siemForwarderCreatePermission } = require('backstage-plugin-siem-forwarder-common');
         const { operationKindTable } = require(src + 'operations/kinds');
         const { lifeActionTable } = require(src + 'actions/lifeActionTable');
         const { undoTable } = require(src + 'operations/undo/undoTable');
         process.stdout.write(JSON.stringify({
           kinds: operationKinds.map(kind => ({
             kind,
             steps: operationSteps[kind],
             permission: (operationKindTable[kind]?.permission ?? siemForwarderCreatePermission).name,
             input: Object.keys(lifeActionTable[kind]?.input ?? {}),
             description: lifeActionTable[kind]?.description ?? 'Makes a forwarder.',
           })),
           resources: Object.keys(undoTable),
         }));`,
      ],
      { cwd: root, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
    ),
  );

const code = text => `\`${text}\``;

/** The template that runs an action. */
const templateOf = (root, step) => {
  const folder = join(root, 'templates');
  const names = readdirSync(folder).filter(name =>
    parse(
      readFileSync(join(folder, name, 'template.yaml'), 'utf8'),
    ).spec.steps.some(({ action }) => action === `siem-forwarder:${step}`),
  );
  if (names.length !== 1) {
    throw new Error(
      `${names.length} templates run siem-forwarder:${step}; there must be one`,
    );
  }
  return names[0];
};

/** A Markdown table as Prettier writes it. */
const table = rows => {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  const line = row =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n');
};

/** @returns the contents of the generated parts, by name */
export function operationsReference(root) {
  const { kinds, resources } = readTables(root);
  return {
    kinds: table([
      [
        'kind',
        'what it does',
        'template',
        'action `siem-forwarder:`',
        'input',
        'permission',
      ],
      ...kinds.map(({ kind, description, steps, input, permission }) => [
        kind,
        description,
        code(templateOf(root, steps[0])),
        steps.length > 1
          ? `${steps.length} steps, from ${code(steps[0])}`
          : code(steps[0]),
        kind === 'provision' ? 'the form' : input.map(code).join(', '),
        code(permission),
      ]),
    ]),
    resources: resources.map(code).join(', '),
  };
}
