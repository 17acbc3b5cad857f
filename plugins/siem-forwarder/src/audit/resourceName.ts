/**
 * What people call a resource: of an ARM id the last type and name
 * (`dataExports export-ot-alerts`), everything else as it is.
 */
export function resourceName(name: string): string {
  const segments = name.split('/');
  return /^\/subscriptions\//i.test(name) && segments.length > 3
    ? segments.slice(-2).join(' ')
    : name;
}
