// Measures a provisioning run beside the critical path of its dependency graph.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './lib/process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const script = join(root, 'plugins/siem-forwarder-backend/bin/bench-provision');
process.exitCode = await run(
  process.execPath,
  [script, ...process.argv.slice(2)],
  { cwd: root },
);
