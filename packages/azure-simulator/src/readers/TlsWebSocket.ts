import tls from 'node:tls';

/**
 * A TLS socket in the shape of a WebSocket. The official client takes a CA of
 * its own for WebSockets alone; with this one it speaks plain AMQP over TLS on
 * the same terms, and nothing is trusted process-wide.
 */
export class TlsWebSocket {
  readonly url: string;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: Buffer }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: ((error: Error) => void) | null = null;
  readonly #socket: tls.TLSSocket;

  /**
   * @param url - host and port are used, the path is not
   * @param protocols - of the WebSocket; there is none here
   * @param options - `ca`: PEM of the authority that is trusted
   */
  constructor(url: string, _protocols: string[], options: { ca: string }) {
    this.url = url;
    const { hostname, port } = new URL(url);
    this.#socket = tls.connect({
      host: hostname,
      port: Number(port),
      servername: hostname,
      ca: options.ca,
    });
    this.#socket.setNoDelay(true);
    this.#socket.on('secureConnect', () => this.onopen?.());
    this.#socket.on('data', (data: Buffer) => this.onmessage?.({ data }));
    this.#socket.on('error', error => this.onerror?.(error));
    this.#socket.on('close', () => this.onclose?.());
  }

  send(data: Buffer): void {
    this.#socket.write(data);
  }

  close(): void {
    this.#socket.end();
  }
}
