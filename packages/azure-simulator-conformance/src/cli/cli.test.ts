import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

jest.setTimeout(120_000);

const bin = resolve(__dirname, '../../bin/conformance');

describe('the command line', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function run() {
    const { stdout, status } = spawnSync(
      process.execPath,
      [
        bin,
        '--traffic',
        folder,
        '--specifications',
        join(folder, 'none'),
        '--json',
        join(folder, 'out.json'),
      ],
      { encoding: 'utf8' },
    );
    return {
      stdout,
      status,
      last: stdout.trimEnd().split('\n').at(-1),
      counts: JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')),
    };
  }

  const configuration = (body: object) =>
    `${JSON.stringify({
      service: 'login',
      operationId: 'OpenIdConfiguration_Get',
      method: 'GET',
      url: '/11111111-1111-4111-8111-111111111111/v2.0/.well-known/openid-configuration',
      requestHeaders: {},
      status: 400,
      responseHeaders: { 'content-type': 'application/json' },
      responseBody: body,
    })}\n`;

  it('fails with the problems, and the verdict alone on its last line', () => {
    writeFileSync(join(folder, 'a.ndjson'), configuration({}));
    const { status, stdout, last, counts } = run();
    expect(status).toBe(1);
    expect(stdout).toMatch(/OpenIdConfiguration_Get +1 +400:1 +INVALID/);
    expect(stdout).toContain(
      'login OpenIdConfiguration_Get: response OBJECT_MISSING_REQUIRED_PROPERTY',
    );
    expect(last).toMatch(/^conformance: \d+ problems$/);
    expect(counts).toMatchObject({ valid: 0, invalid: 1 });
  });

  it('is no praise where nothing was recorded', () => {
    writeFileSync(join(folder, 'a.ndjson'), '');
    expect(run()).toMatchObject({
      status: 1,
      last: 'conformance: nothing was judged',
    });
  });

  it('says loudly that Microsoft’s documents are not there', () => {
    writeFileSync(
      join(folder, 'a.ndjson'),
      `${JSON.stringify({
        service: 'resourceManager',
        operationId: 'Subscriptions_List',
        method: 'GET',
        url: '/subscriptions?api-version=2022-12-01',
        requestHeaders: {},
        status: 200,
        responseHeaders: { 'content-type': 'application/json' },
        responseBody: { value: [] },
      })}\n`,
    );
    const { status, stdout, last } = run();
    expect(status).toBe(0);
    expect(stdout).toContain(
      'LEFT OUT: nothing is held against Microsoft’s OpenAPI documents',
    );
    expect(last).toMatch(
      /^conformance: 0 operations, all valid; \d+ not used; 1 not judged/,
    );
  });
});
