import { MissingRight, Problem } from 'backstage-plugin-siem-forwarder-common';

/** The rights whose lack is behind problems: one line for each identity, role and scope. */
export function missingRightsOf(problems: Problem[]): MissingRight[] {
  const lines = new Map<string, MissingRight>();
  for (const { right } of problems) {
    if (!right) {
      continue;
    }
    const { identity, role, scope } = right;
    const key = JSON.stringify([identity, role, scope]);
    const rights = [...(lines.get(key)?.rights ?? []), ...right.rights];
    lines.set(key, { identity, role, scope, rights: [...new Set(rights)] });
  }
  return [...lines.values()];
}
