/**
 * Rights that an identity of the portal lacks, and the role that gives them.
 *
 * @public
 */
export interface MissingRight {
  /** Whose: `the provisioning identity (8c2d4e6f-…)`. */
  identity: string;
  /** Built-in role, or application permission of Microsoft Graph, to grant. */
  role: string;
  /** Where: the ARM id, or `Microsoft Graph`. */
  scope: string;
  /** What the identity could do then: `Microsoft.EventHub/namespaces/write`. */
  rights: string[];
}
