import { expect, Page, test } from '@playwright/test';
import { provisioningSteps } from 'backstage-plugin-siem-forwarder-common';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { picture } from './pictures';
import { card, deliveredSecret, signIn, simulator, stateDir } from './portal';
import { secretForms } from './secretForms';
import { runTemplate } from './template';

/** What the portal answered to the browser, to be searched for secrets. */
const answers: { url: string; body: string }[] = [];

function listen(page: Page) {
  page.on('response', async response => {
    if (!response.url().includes('/api/')) return;
    const body = await response.text().catch(() => undefined);
    // A body that the browser dropped with the page cannot be read again.
    if (body !== undefined) answers.push({ url: response.url(), body });
  });
}

const austin =
  '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin';
const name = 'ot-alerts';
const entity = `/catalog/default/resource/${name}`;

test.describe.configure({ mode: 'serial' });

test('a guest fills in one form and sees that incidents reach Splunk', async ({
  page,
}) => {
  listen(page);
  await signIn(page);
  await runTemplate(page, { pictures: true });

  const open = page.getByRole('link', { name: 'Open the forwarder' });
  await expect(open).toBeVisible({ timeout: 360_000 });
  await expect(page.getByText(/^(\d+ minutes?, )?\d+ seconds?$/)).toHaveCount(
    provisioningSteps.length,
  );
  await expect(page.getByText('kv-ot-siem').first()).toBeVisible();
  await picture(page, 'run');

  await open.click();
  await expect(page).toHaveURL(new RegExp(`${entity}$`));
  await expect(card(page).getByText(/Incidents reach SOC Splunk/)).toBeVisible({
    timeout: 120_000,
  });
  await expect(
    card(page).getByText(/the last one .*(second|minute)s? ago/),
  ).toBeVisible();
  await picture(card(page), 'card');
});

test('a rule that is disabled behind the portal’s back is seen, and its return too', async ({
  page,
}) => {
  const cloud = simulator();
  listen(page);
  await signIn(page);
  await page.goto(entity);
  await expect(card(page)).toBeVisible();

  const state = await cloud.state();
  const rule = Object.values(state.workspaces)
    .flatMap(workspace => Object.values(workspace.dataExports))
    .find(found => found.name === `export-${name}`)!;
  await cloud.patchRule(rule.id, { enable: false });
  await card(page).getByRole('button', { name: 'Run check' }).click();
  await expect(
    card(page)
      .getByText(/is disabled/)
      .first(),
  ).toBeVisible();
  await expect(card(page).getByText('Turn the rule on again')).toBeVisible();
  await expect(card(page).getByText('Failing').first()).toBeVisible();
  await picture(card(page), 'card-failing');

  // A rule that comes back is believed at its first exported row.
  await cloud.patchRule(rule.id, { enable: true });
  await expect(async () => {
    await cloud.createIncident(austin);
    await card(page).getByRole('button', { name: 'Run check' }).click();
    await expect(
      card(page).getByText(/Incidents reach SOC Splunk/),
    ).toBeVisible({ timeout: 5_000 });
    await expect(card(page).getByText('Healthy').first()).toBeVisible({
      timeout: 1_000,
    });
  }).toPass({ timeout: 90_000 });
});

const healths = /Failing|Degraded|Unknown|Pending|Quiet|Healthy/;

test('the fleet page shows the demo’s forwarders, worst first', async ({
  page,
}) => {
  listen(page);
  await signIn(page);
  await page.goto('/siem-forwarder');
  await expect(page.getByRole('link', { name }).first()).toBeVisible();
  // Only the rows of forwarders: headings are rows too.
  const rows = page.getByRole('row').filter({ hasText: healths });
  await expect(rows.first()).toContainText('Failing');
  await expect(rows.last()).toContainText('Healthy');
  await picture(page, 'fleet');

  await page.getByRole('button', { name: /^\d+ Healthy/ }).click();
  await expect(page).toHaveURL(/health=healthy/);
  await expect(rows.first()).toContainText('Healthy');
  await expect(
    page.getByRole('row').filter({ hasText: 'Failing' }),
  ).toHaveCount(0);
});

test('the secret of the run lies in the key vault and the SIEM, and nowhere else', async () => {
  const secret = deliveredSecret(`siem-forwarder-${name}`);
  expect(secret.length).toBeGreaterThan(15);
  const forms = secretForms(secret);
  expect(answers.length).toBeGreaterThan(20);
  for (const { url, body } of answers) {
    for (const form of forms) {
      expect(body.includes(form), `in the answer of ${url}`).toBe(false);
    }
  }
  const database = join(stateDir, 'database');
  const files = readdirSync(database).map(file => join(database, file));
  expect(files.some(file => file.includes('siem-forwarder'))).toBe(true);
  expect(files.some(file => file.includes('scaffolder'))).toBe(true);
  // The search finds what is there: names that are no secret.
  expect(
    files.some(file =>
      readFileSync(file, 'latin1').includes(`siem-forwarder-${name}`),
    ),
  ).toBe(true);
  for (const file of [...files, join(stateDir, 'portal.log')]) {
    const content = readFileSync(file, 'latin1');
    for (const form of forms) {
      expect(content.includes(form), `in ${file}`).toBe(false);
    }
  }
});
