import { Exchange } from 'azure-simulator';

/** Paths that clients send in a form which no path template can say. */
const rewritings: readonly {
  service: Exchange['service'];
  method: Exchange['method'];
  from: RegExp;
  to: string;
}[] = [
  {
    // A secret without version is its newest; so the document says of the
    // parameter, which a template makes obligatory.
    service: 'keyVault',
    method: 'GET',
    from: /^(\/secrets\/[^/?]+)\/?(?=\?|$)/,
    to: '$1/newest',
  },
  {
    // The region is in the name of Azure's host (`eastus.metrics.monitor.azure.com`)
    // and in the path on one loopback host.
    service: 'metrics',
    method: 'POST',
    from: /^\/[^/]+(?=\/subscriptions\/)/,
    to: '',
  },
  {
    // `{parentResourcePath}` of a resource that has no parent is empty, and
    // with it goes its slash.
    service: 'resourceManager',
    method: 'GET',
    from: /(\/resourceGroups\/[^/]+\/providers\/[^/]+)(\/[^/]+\/[^/]+\/providers\/Microsoft\.Authorization\/permissions)(?=\?|$)/i,
    to: '$1/-$2',
  },
];

/** The `url` of an exchange as Microsoft's documents write it. */
export function documentedUrl(
  exchange: Pick<Exchange, 'service' | 'method' | 'url'>,
): string {
  return rewritings
    .filter(
      ({ service, method }) =>
        service === exchange.service && method === exchange.method,
    )
    .reduce((url, { from, to }) => url.replace(from, to), exchange.url);
}
