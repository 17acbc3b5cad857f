import { provisioningSteps } from 'backstage-plugin-siem-forwarder-common';
import { CallSite, callSitesOf } from './CallSite';
import { FaultRig } from './FaultRig';

/** The calls of all steps, as a run makes them that nothing strikes. */
export async function recordCallSites(rig: FaultRig): Promise<CallSite[]> {
  await rig.reset();
  const process = rig.process();
  await rig.open(process, 'clean-run');
  const sites: CallSite[] = [];
  for (const step of provisioningSteps) {
    await rig.cloud.control.clearRequests();
    await rig.runSteps(process, 'clean-run', [step]);
    sites.push(...callSitesOf(step, await rig.requests()));
  }
  return sites;
}
