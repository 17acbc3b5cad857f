import { expect, Page } from '@playwright/test';
import { picture } from './pictures';

/**
 * Fills in the form with what it proposes and starts the run.
 *
 * @param options - `name` of the forwarder and of an event hub of its own, the
 *   proposed ones when absent; `pictures`: the pages are pictured on the way
 */
export async function runTemplate(
  page: Page,
  options: { name?: string; pictures?: boolean } = {},
): Promise<void> {
  const { name, pictures = false } = options;
  // The templates for forwarders that exist stand beside it in the list.
  await page.goto('/create/templates/default/stream-to-siem');
  const next = page.getByRole('button', { name: 'Next' });
  const review = page.getByRole('button', { name: 'Review' });
  await expect(page.getByText('law-ot-austin').first()).toBeVisible();
  const nameField = page.getByRole('textbox', { name: 'Name' }).first();
  if (name !== undefined) await nameField.fill(name);
  if (pictures) await picture(page, 'form-source');
  const hubField = page
    .getByRole('textbox', { name: 'Event hub name' })
    .first();
  // Next, until the last page offers the review.
  for (let pages = 0; pages < 8; pages += 1) {
    await expect(next.or(review).first()).toBeEnabled();
    if (await review.isVisible()) break;
    // One export rule fills an event hub: others have theirs.
    if (name !== undefined && (await hubField.isVisible())) {
      await hubField.fill(name);
    }
    await next.click();
    await page.waitForTimeout(500);
  }
  await expect(page.getByText(/event hub/i).first()).toBeVisible();
  if (pictures) await picture(page, 'form-plan');
  await review.click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL(/\/create\/tasks\/[0-9a-f-]+/);
}
