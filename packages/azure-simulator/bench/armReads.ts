import { planFleet } from '../src/seed/FleetPlan';
import { seedGuid } from '../src/seed/demoIds';
import { demoApplicationId } from '../src/seed/demoForwarders';
import { fleetSize } from './fleet';

/** A read that is measured, with the paths that are asked in turn. */
export interface ArmRead {
  title: string;
  paths: string[];
}

/** How many different resources of the fleet are asked for. */
const variety = 500;

/** The reads that a sweep of a fleet consists of, spread over the whole of it. */
export function armReads(): ArmRead[] {
  const { forwarders } = planFleet(fleetSize);
  const chosen = forwarders.filter(
    (_, index) => index % (forwarders.length / variety) === 0,
  );
  const read = (
    title: string,
    pathOf: (forwarder: (typeof forwarders)[number]) => string,
  ): ArmRead => ({ title, paths: chosen.map(pathOf) });
  return [
    read(
      'GET a namespace',
      ({ specification: { namespaceId } }) =>
        `${namespaceId}?api-version=2024-01-01`,
    ),
    read(
      'GET an event hub',
      ({ annotations }) =>
        `${annotations['siem-forwarder/event-hub']}?api-version=2024-01-01`,
    ),
    read(
      'list event hubs of a namespace',
      ({ specification: { namespaceId } }) =>
        `${namespaceId}/eventhubs?api-version=2024-01-01`,
    ),
    read(
      'list data exports of a workspace',
      ({ specification: { workspaceId } }) =>
        `${workspaceId}/dataExports?api-version=2025-07-01`,
    ),
    read('role assignments of a principal', ({ name, annotations }) => {
      const principal = seedGuid(`servicePrincipal:${demoApplicationId(name)}`);
      return `${
        annotations['siem-forwarder/event-hub']
      }/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=${encodeURIComponent(
        `principalId eq '${principal}'`,
      )}`;
    }),
  ];
}
