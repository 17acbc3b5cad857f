import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTraffic } from './readTraffic';

describe('recorded traffic', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'traffic-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is read from every file, without the half line of a killed process', () => {
    writeFileSync(join(folder, 'a.ndjson'), '{"status":200}\n{"status":201}\n');
    writeFileSync(join(folder, 'b.ndjson'), '{"status":202}\n{"sta');
    writeFileSync(join(folder, 'notes.txt'), 'none of it');
    expect([...readTraffic(folder)]).toEqual([
      { status: 200 },
      { status: 201 },
      { status: 202 },
    ]);
  });

  it('is refused with a broken line in its midst', () => {
    writeFileSync(join(folder, 'a.ndjson'), '{"sta\n{"status":201}\n');
    expect(() => [...readTraffic(folder)]).toThrow(
      /a\.ndjson: line 1 is no JSON; record the traffic anew\.$/,
    );
  });
});
