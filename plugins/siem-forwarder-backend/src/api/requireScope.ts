import { NotAllowedError } from '@backstage/errors';
import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';
import { checkScope } from '../operations/checkScope';
import { forwarderTarget } from '../operations/ForwarderTarget';
import { describeProblem } from '../operations/problems';
import { SiemDirectory } from '../operations/SiemDirectory';
import { Scopes } from '../scopes';

/** What {@link requireScope} asks. */
export interface ScopeRules {
  scopes: Scopes;
  siems: SiemDirectory;
}

/**
 * Makes sure that an owner may forward what a specification says, and to where
 * it says.
 *
 * @param spec - with sound ids
 * @throws NotAllowedError that names what lies outside, and the remedy
 */
export function requireScope(
  { scopes, siems }: ScopeRules,
  spec: ForwarderSpec,
): void {
  const target = forwarderTarget(spec);
  const outside = checkScope(target, scopes);
  if (outside.length > 0) {
    throw new NotAllowedError(outside.map(describeProblem).join('\n'));
  }
  if (siems.get(spec.siem) && !siems.mayUse(spec.siem, target.owner)) {
    throw new NotAllowedError(
      `siem: ${target.owner} may not forward to '${spec.siem}'; choose another SIEM`,
    );
  }
}
