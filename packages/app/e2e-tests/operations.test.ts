import { expect, Page, test } from '@playwright/test';
import { picture } from './pictures';
import { signIn, simulator } from './portal';
import { runTemplate } from './template';

const name = 'ot-journey';
const entity = `/catalog/default/resource/${name}`;
const austin =
  '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin';
const REFUSAL = 'A policy of the journey does not allow export rules';

/** One operation on the list of a page, by its kind. */
const operation = (page: Page, kind: string) =>
  page
    .getByRole('list', { name: /^Operations/ })
    .getByRole('listitem')
    .filter({ hasText: kind })
    .first();

/** Presses the button of a kind, confirms what its dialog shows, and waits for the end. */
async function operate(
  page: Page,
  kind: string,
  options: { planned: RegExp; typed?: string; pictured?: string },
) {
  await page.getByRole('button', { name: kind, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(options.planned).first()).toBeVisible();
  const confirm = dialog.getByRole('button', { name: kind, exact: true });
  if (options.typed !== undefined) {
    await expect(confirm).toBeDisabled();
    await dialog.getByRole('textbox').fill(options.typed);
  }
  if (options.pictured) await picture(dialog, options.pictured);
  await confirm.click();
  await expect(dialog).toBeHidden();
}

test('a run that fails is gone on with, lives on, and leaves nothing', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const cloud = simulator();
  await signIn(page);
  await runTemplate(page, { name });
  const fault = await cloud.fault({
    operationId: 'DataExports_CreateOrUpdate',
    status: 403,
    code: 'RequestDisallowedByPolicy',
    message: REFUSAL,
  });
  try {
    await expect(page.getByText(REFUSAL).first()).toBeVisible({
      timeout: 60_000,
    });
    // There is no page of a forwarder yet: the list of all says what failed.
    await page.goto('/siem-forwarder');
    const run = operation(page, name);
    await expect(run).toContainText('Failed');
    await expect(run).toContainText('export-rule:create');
    await expect(run).toContainText(REFUSAL);
    await expect(run.locator('time').last()).toContainText(/ago|now/);
    await picture(run, 'operation-failed');
    await cloud.clearFaults(fault);
    await run.getByRole('button', { name: 'Retry' }).click();
    await expect(run).toContainText('Under way');
    // An incident that the new rule exports proves that it arrives.
    await expect(async () => {
      await cloud.createIncident(austin);
      await expect(run).toBeHidden({ timeout: 4_000 });
    }).toPass({ timeout: 90_000 });
  } finally {
    await cloud.clearFaults();
  }

  await page.goto(`${entity}/siem-forwarder`);
  await expect(operation(page, 'Create')).toContainText('Done');
  await operate(page, 'Rotate credential', { planned: /client secret/ });
  await expect(operation(page, 'Rotate credential')).toContainText('Done', {
    timeout: 60_000,
  });

  await operate(page, 'Decommission', {
    planned: new RegExp(`export-${name}`),
    typed: name,
    pictured: 'decommission',
  });
  await expect(async () => {
    const { directory, splunk, workspaces } = await cloud.state();
    const rules = Object.values(workspaces).flatMap(({ dataExports }) =>
      Object.values(dataExports).map(rule => rule.name),
    );
    const applications = Object.values(directory.applications).map(
      ({ uniqueName }) => uniqueName,
    );
    expect(rules).not.toContain(`export-${name}`);
    expect(applications).not.toContain(`siem-forwarder-${name}`);
    expect(Object.keys(splunk.inputs)).not.toContain(`siem-forwarder-${name}`);
  }).toPass({ timeout: 60_000 });
  await page.goto(`/siem-forwarder?search=${name}`);
  await expect(page.getByRole('link', { name })).toHaveCount(0);
});
