/**
 * The five hops of a forwarder, in the order in which an incident passes them.
 *
 * @public
 */
export const stages = [
  'source',
  'export',
  'transport',
  'access',
  'delivery',
] as const;

/**
 * One hop of a forwarder: `source` (Microsoft Sentinel), `export` (the data
 * export rule), `transport` (the event hub), `access` (the Entra application
 * and its role), `delivery` (the SIEM).
 *
 * @public
 */
export type Stage = (typeof stages)[number];
