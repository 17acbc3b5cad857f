/** What is known of a kind of SIEM besides what its connector tells. */
export interface SiemKind {
  /** Sourcetype that the article's search finds rows by. */
  sourcetype?: string;
  /** The search that shows the rows. */
  search?: string;
}

/**
 * By `kind` of a SIEM instance.
 *
 * @see https://learn.microsoft.com/azure/defender-for-iot/organizations/integrations/send-cloud-data-to-partners
 */
export const siemKinds: Record<string, SiemKind | undefined> = {
  splunk: {
    sourcetype: 'mscs:azure:eventhub',
    search: 'sourcetype="mscs:azure:eventhub"',
  },
};
