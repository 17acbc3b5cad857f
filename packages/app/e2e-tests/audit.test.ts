import { expect, test } from '@playwright/test';
import { demoForwarders } from 'azure-simulator';
import { readFileSync } from 'node:fs';
import { picture } from './pictures';
import { signIn, simulator } from './portal';

const { name, title, annotations } = demoForwarders.find(
  forwarder => forwarder.name === 'austin-alerts',
)!;
const rule = annotations['siem-forwarder/export-rule'];

test('the audit and a notification tell who disabled a rule', async ({
  page,
}) => {
  await signIn(page);
  await page.goto(
    `/siem-forwarder/audit?period=1d&forwarder=resource:default/${name}`,
  );
  // It was well before: only then does it turn.
  await expect(
    page.getByRole('row').filter({ hasText: 'Healthy' }).first(),
  ).toBeVisible({ timeout: 150_000 });
  await simulator().applyScenario('rule-disabled', { forwarder: name });
  try {
    // The sweep sees it, the Activity Log names the caller, and the page that is open shows it.
    const line = page
      .getByRole('row')
      .filter({ hasText: 'became failing' })
      .filter({ hasText: 'ops-admin@contoso.com' })
      .first();
    await expect(line).toBeVisible({ timeout: 150_000 });
    await expect(line).toContainText(title);
    await expect(line).toContainText(rule.slice(rule.lastIndexOf('/') + 1));

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const file = readFileSync(await (await downloading).path(), 'utf8');
    const [headings, ...lines] = file.split('\r\n').filter(Boolean);
    expect(headings).toMatch(/^Time,Kind,Forwarder,/);
    expect(
      lines.filter(
        each =>
          each.includes(`resource:default/${name}`) &&
          each.includes('ops-admin@contoso.com'),
      ).length,
    ).toBeGreaterThan(0);

    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).toHaveURL(/audit\?period=1d$/);
    await picture(page, 'audit');

    await page.goto('/notifications');
    const told = page.getByRole('link', { name: `${title} is failing` });
    await expect(told).toBeVisible();
    await expect(told).toHaveAttribute(
      'href',
      `/catalog/default/resource/${name}/siem-forwarder`,
    );
  } finally {
    await simulator().undoScenario('rule-disabled');
  }
});
