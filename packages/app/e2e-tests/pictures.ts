import { Locator, Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

// The pictures of the README change with every run (times, rates): they are
// written there only when asked for.
const folder = process.env.UPDATE_PICTURES
  ? join(__dirname, '../../../docs/images')
  : join(__dirname, '../../../test-results/pictures');

/** Takes a picture of a page or a part of it. */
export async function picture(what: Page | Locator, name: string) {
  mkdirSync(folder, { recursive: true });
  await what.screenshot({
    path: join(folder, `${name}.png`),
    animations: 'disabled',
  });
}
