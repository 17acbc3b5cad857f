import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServerCertificates } from '../src/tls/certificateAuthority';
import { answerParent } from './ServerProcess';

/**
 * What Node does at best: an HTTPS server with the simulator's kind of
 * certificate that answers a JSON text of as many bytes as the path says.
 */
async function main(): Promise<void> {
  const { certificatePem, keyPem } = await createServerCertificates();
  const texts = new Map<string, string>();
  const server = https.createServer(
    { cert: certificatePem, key: keyPem },
    (request, response) => {
      const size = (request.url ?? '/').slice(1);
      let text = texts.get(size);
      if (text === undefined) {
        text = JSON.stringify('x'.repeat(Math.max(0, Number(size) - 2)));
        texts.set(size, text);
      }
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(text.length),
      });
      response.end(text);
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
