import { InvalidArgumentError } from 'commander';
import { planFleet } from '../seed/FleetPlan';
import { FleetOptions } from '../seed/generateFleet';

const defaults: Required<FleetOptions> = {
  forwarders: 1_000,
  workspaces: 200,
  namespaces: 100,
  subscriptions: 10,
  broken: 0,
};

/** Reads `forwarders=10000,workspaces=2000,...`; what is left out has its default. */
export function readFleet(text: string): FleetOptions {
  const fleet = { ...defaults };
  for (const part of text.split(',').filter(Boolean)) {
    const [name, value] = part.split('=', 2);
    const form = name === 'broken' ? /^\d*\.?\d+$/ : /^\d+$/;
    if (!Object.hasOwn(defaults, name) || !form.test(value ?? '')) {
      throw new InvalidArgumentError(
        `'${part}' cannot be read: write name=number with ${Object.keys(
          defaults,
        ).join(', ')}; all but broken are whole.`,
      );
    }
    fleet[name as keyof FleetOptions] = Number(value);
  }
  const { broken, ...size } = fleet;
  if (broken > 1) {
    throw new InvalidArgumentError(
      `broken=${broken} cannot be: it is a share, from 0 to 1.`,
    );
  }
  try {
    planFleet(size);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
  return fleet;
}
