import { Readable } from 'node:stream';
import express from 'express';
import request from 'supertest';
import { CsvColumn, sendCsv } from './csv';

const columns: CsvColumn<string>[] = [
  { header: 'Text', text: text => text },
  { header: 'Nothing', text: () => undefined },
];

function serve(items: () => AsyncIterable<string>) {
  const app = express();
  let sent: number | undefined;
  app.get('/', async (_, response, next) => {
    try {
      sent = await sendCsv(response, {
        fileName: 'a.csv',
        columns,
        items: items(),
      });
    } catch (error) {
      next(error);
    }
  });
  return { app, sent: () => sent };
}

async function* these(...items: string[]) {
  yield* items;
}

describe('sendCsv', () => {
  it.each([
    ['=HYPERLINK("http://evil")', '"\'=HYPERLINK(""http://evil"")"'],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['\n=1', '"\'\n\'=1"'],
    ['\nx', '"\'\nx"'],
    ['a;b', '"a;b"'],
    ['a;=HYPERLINK("http://evil")', '"a;\'=HYPERLINK(""http://evil"")"'],
    ['two\n+lines', '"two\n\'+lines"'],
    ['a; -1', '"a; -1"'],
    ['plain = text', 'plain = text'],
    ['a,b', '"a,b"'],
    ['two\nlines', '"two\nlines"'],
  ])('writes %j so that no spreadsheet runs it', async (text, cell) => {
    const { text: body } = await request(serve(() => these(text)).app).get('/');
    expect(body).toBe(`Text,Nothing\r\n${cell},\r\n`);
  });

  it('is a file that no cache keeps', async () => {
    const { headers } = await request(serve(() => these()).app).get('/');
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="a.csv"',
      'cache-control': 'no-store',
    });
  });

  it('sends as it reads, and holds no table in memory', async () => {
    let ahead = 0;
    let most = 0;
    const served = serve(async function* many() {
      for (let i = 0; i < 20_000; i += 1) {
        ahead += 1;
        most = Math.max(most, ahead);
        yield 'x'.repeat(1_000);
      }
    });
    let length = 0;
    await request(served.app)
      .get('/')
      .buffer(true)
      .parse((response, done) => {
        response.on('data', chunk => {
          length += chunk.length;
          ahead = 0;
        });
        response.on('end', () => done(null, ''));
      });
    expect(length).toBeGreaterThan(20_000_000);
    expect(most).toBeLessThan(10_000);
    expect(served.sent()).toBe(20_000);
  });

  it('answers in words when nothing can be read, and ends the reading', async () => {
    const served = serve(async function* failing() {
      throw new Error('The list is not there yet');
    });
    const { status, headers } = await request(served.app).get('/');
    expect(status).toBe(500);
    expect(headers).not.toHaveProperty('content-disposition');
  });

  it('ends the reading when the caller has gone', async () => {
    let ended: () => void = () => {};
    const end = new Promise<void>(resolve => {
      ended = resolve;
    });
    const served = serve(async function* endless() {
      try {
        for (;;) {
          yield 'x'.repeat(10_000);
        }
      } finally {
        ended();
      }
    });
    const call = request(served.app)
      .get('/')
      .buffer(true)
      .parse((response, _) => {
        const stream = response as unknown as Readable;
        stream.once('data', () => stream.destroy());
      });
    call.end(() => {});
    await end;
    expect(served.sent()).toBeUndefined();
  });

  it('breaks off when the rest cannot be read', async () => {
    const served = serve(async function* failing() {
      yield 'first';
      throw new Error('The database is gone');
    });
    await expect(request(served.app).get('/')).rejects.toThrow(/aborted|hang/);
    expect(served.sent()).toBeUndefined();
  });
});
