// Puts the software templates into the backend package while it is packed;
// `--remove` takes them out again.
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const copy = join(root, 'plugins/siem-forwarder-backend/templates');

rmSync(copy, { recursive: true, force: true });
if (!process.argv.includes('--remove')) {
  cpSync(join(root, 'templates'), copy, { recursive: true });
}
