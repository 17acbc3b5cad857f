/** Folder of the add-on. */
export const addOnApp = 'Splunk_TA_microsoft-cloudservices';

/** Paths under which an endpoint of the add-on answers: for any owner (`nobody` is usual). */
export function addOnPath(endpoint: string): string[] {
  return [`/servicesNS/{owner}/${addOnApp}/${endpoint}`];
}
