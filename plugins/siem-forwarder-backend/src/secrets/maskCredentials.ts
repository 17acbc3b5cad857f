const MASK = '******';

/** What follows one of these names is a credential, whoever wrote it. */
const NAMES = [
  'access_token',
  'accountkey',
  'account_secret',
  'assertion',
  'client_assertion',
  'client_secret',
  'clientsecret',
  'password',
  'refresh_token',
  'secrettext',
  'sharedaccesskey',
  'sharedaccesssignature',
  'sig',
].join('|');

const patterns: { find: RegExp; keep: string }[] = [
  // Authorization: Bearer eyJ..., Basic ..., Splunk ...
  {
    find: /\b(authorization["']?\s*[:=]\s*["']?\w+\s+)[\w.~+/=-]+/gi,
    keep: '$1',
  },
  { find: /\b(bearer\s+)[\w.~+/=-]{20,}/gi, keep: '$1' },
  // JSON Web Tokens, wherever they stand.
  { find: /\beyJ[\w-]{5,}(?:\.[\w-]*)*/g, keep: '' },
  // name=value of URLs, forms and connection strings, "name": "value" of JSON.
  {
    find: new RegExp(
      `\\b(${NAMES})(["']?\\s*[=:]\\s*["']?)(?:[^\\s"'&;,<>]+)`,
      'gi',
    ),
    keep: '$1$2',
  },
];

/**
 * Text without what looks like a credential: pages of proxies repeat the
 * headers that were sent to them, and logs of a SIEM are anybody's.
 */
export function maskCredentials(text: string): string {
  return patterns.reduce(
    (clean, { find, keep }) => clean.replace(find, `${keep}${MASK}`),
    text,
  );
}
