import { expect, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatorClient, SimulatorState } from 'azure-simulator';

/** Where the demo that the journeys run against keeps its state. */
export const stateDir = process.env.E2E_STATE_DIR!;

/** Drives the simulated cloud behind the portal's back. */
export function simulator(): SimulatorClient {
  const { endpoints } = JSON.parse(
    readFileSync(join(stateDir, 'simulator.json'), 'utf8'),
  );
  return new SimulatorClient(endpoints.control);
}

/** Enters as a guest and waits for the first page. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(
    page.getByRole('link', { name: 'Create', exact: false }).first(),
  ).toBeVisible({ timeout: 60_000 });
}

/** The card of a forwarder's entity page. */
export function card(page: Page) {
  return page
    .locator('[class*="Card"], section, article')
    .filter({ hasText: 'SIEM forwarding' })
    .filter({ has: page.getByRole('button', { name: 'Run check' }) })
    .last();
}

/**
 * The value of a secret as the simulated key vault holds it. The control API
 * does not show it; the simulator's own state file does.
 */
export function deliveredSecret(secretName: string): string {
  const state: SimulatorState = JSON.parse(
    readFileSync(join(stateDir, 'simulator', 'azure-simulator.json'), 'utf8'),
  );
  const secret = Object.values(state.vaults)
    .flatMap(vault => Object.values(vault.secrets))
    .find(found => found.name === secretName);
  const version = secret?.versions.at(-1);
  if (!version) {
    throw new Error(`The key vault holds no secret ${secretName}`);
  }
  return version.value;
}
