import { Problem } from 'backstage-plugin-siem-forwarder-common';
import { problem } from '../problems';
import { PlanContext } from './PlanContext';

/** The SIEM instance: known, allowed for the owner, and ready. */
export async function checkSiem(context: PlanContext): Promise<Problem[]> {
  const { siem, siemAllowed, signal, spec, target } = context;
  if (!siem) {
    return [
      problem(
        'siem',
        'siem-unknown',
        `There is no SIEM instance '${spec.siem}'.`,
        'Choose one from the list; the platform team configures them in siemForwarder.siems.',
      ),
    ];
  }
  if (!siemAllowed) {
    return [
      problem(
        'siem',
        'siem-not-allowed',
        `${target.owner} may not forward to '${siem.title}'.`,
        'Choose another SIEM, or ask the platform team to add the owner to siemForwarder.siems[].owners.',
      ),
    ];
  }
  const found = await siem.probe({ signal });
  return found.map(({ code, message, remedy }) =>
    problem('siem', code, message, remedy),
  );
}
