import { defineConfig } from '@playwright/test';
import { join } from 'node:path';

const appPort = process.env.E2E_APP_PORT ?? '3100';
const backendPort = process.env.E2E_BACKEND_PORT ?? '7107';
const stateDir =
  process.env.E2E_STATE_DIR ?? join(__dirname, 'test-results', 'demo');
process.env.E2E_STATE_DIR = stateDir;
process.env.E2E_BACKEND_PORT = backendPort;

/** Journeys through the portal that `npm start` opens. */
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  outputDir: 'test-results/browser',
  timeout: 420_000,
  expect: { timeout: 30_000 },
  // One portal, one simulated Azure: journeys come one after the other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['list'],
    [
      'json',
      {
        outputFile:
          process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ??
          'test-results/playwright.json',
      },
    ],
  ],
  use: {
    baseURL: `http://localhost:${appPort}`,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // A trace keeps every file of the development server: only when asked for.
    trace: process.env.E2E_TRACE ? 'on' : 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `npm start --silent -- --fresh --state-dir "${stateDir}" --app-port ${appPort} --backend-port ${backendPort}`,
    url: `http://localhost:${backendPort}/.backstage/health/v1/readiness`,
    timeout: 300_000,
    // While writing journeys: E2E_REUSE=1 takes the portal that runs already.
    reuseExistingServer: Boolean(process.env.E2E_REUSE),
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'pipe',
    stderr: 'pipe',
  },
});
