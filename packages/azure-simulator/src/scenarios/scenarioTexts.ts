import { ScenarioInForce } from '../state';
import { ForwarderParts } from './ForwarderParts';
import { Scenario, ScenarioScope, ScenarioShownBy } from './Scenario';

/** When a portal shows a scenario. */
const moments: Record<ScenarioShownBy | 'next-look', string> = {
  'next-look': 'At the next look',
  'second-look': 'At the second look, at least a minute after the first',
  traffic:
    'Once rows have gone wrong for 30 to 45 minutes, at the second look, at least a minute after the first',
  age: 'Once what the portal knew is older than a quarter of an hour',
};

/** Who is hit besides the forwarder that was chosen. */
const circles: Record<
  ScenarioScope,
  (forwarder: ForwarderParts | undefined) => string | undefined
> = {
  forwarder: () => undefined,
  rule: forwarder =>
    forwarder && `of data export rule ${forwarder.rule.name} is hit`,
  hub: forwarder => forwarder && `of event hub ${forwarder.hub.name} is hit`,
  namespace: forwarder =>
    forwarder && `of namespace ${forwarder.namespace.name} is hit`,
  workspace: forwarder =>
    forwarder && `of workspace ${forwarder.workspace.name} is hit`,
  siem: () => 'of this Splunk is hit',
  portal: () => 'that the portal looks at is hit',
};

/** Where a portal shows a scenario, and who is hit. */
export function lookFor(
  { shows, scope }: Scenario,
  name: string | null,
  forwarder: ForwarderParts | undefined,
): string {
  const circle = circles[scope](forwarder);
  return [
    `${moments[shows.shownBy ?? 'next-look']}, ${
      name === null ? 'a forwarder' : `forwarder ${name}`
    } shows ${shows.check} as ${shows.status}.`,
    ...(shows.remark ? [shows.remark] : []),
    ...(circle ? [`Every forwarder ${circle}.`] : []),
  ].join(' ');
}

/** What it takes, once a scenario is undone, until a portal shows health again; nothing when another look does. */
export function thereafter(
  { logsErrors }: Scenario,
  forwarder: ForwarderParts | undefined,
): Pick<ScenarioInForce, 'thereafter'> {
  return logsErrors && forwarder
    ? {
        thereafter: `If the input logged errors meanwhile, it is healthy once the next incident arrives: incident create ${forwarder.workspace.id}`,
      }
    : {};
}
