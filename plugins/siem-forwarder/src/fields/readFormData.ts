/** The parts of a {@link ForwarderSpec} that a field needs to know of others. */
export interface FormDataSoFar {
  owner?: string;
  workspaceId?: string;
}

/**
 * What the user has filled in on all pages so far. A form's data is as loose
 * as its template, so each value is looked at.
 */
export function readFormData(data: unknown): FormDataSoFar {
  const values: Record<string, unknown> =
    typeof data === 'object' && data !== null ? { ...data } : {};
  return {
    owner: text(values.owner),
    workspaceId: text(values.workspaceId),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
