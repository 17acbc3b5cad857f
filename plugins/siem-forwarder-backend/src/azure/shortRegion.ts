/** A region in Azure's short form: services answer with `eastus2` or `East US 2`. */
export function shortRegion(location: string | undefined): string {
  return (location ?? '').replace(/\s+/g, '').toLowerCase();
}
