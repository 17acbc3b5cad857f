import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServerCertificates } from '../src/tls/certificateAuthority';
import { answerParent } from './ServerProcess';

/**
 * A plain HTTPS echo server with the simulator's kind of certificate: reads the
 * request to its end and gives back what was asked, filled up to as many bytes
 * as the path says.
 */
async function main(): Promise<void> {
  const { certificatePem, keyPem } = await createServerCertificates();
  const server = https.createServer(
    { cert: certificatePem, key: keyPem },
    (request, response) => {
      request.resume();
      request.once('end', () => {
        const { method, url = '/', headers } = request;
        const asked = JSON.stringify({ method, url, headers });
        const text = asked.padEnd(Number(url.slice(1)) || 0);
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': String(Buffer.byteLength(text)),
        });
        response.end(text);
      });
    },
  );
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  answerParent({ url: `https://127.0.0.1:${port}` });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
