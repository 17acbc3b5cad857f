import { ControlRefusal } from '../control/ControlRefusal';
import { FaultDesk } from '../faults/FaultDesk';
import { nearestNames } from '../faults/nearestNames';
import { World } from '../World';
import { Changes } from './Changes';
import { findForwarder } from './ForwarderParts';
import { Scenario, ScenarioSymptom } from './Scenario';
import { scenarios } from './scenarios';

/** A scenario as people choose it. */
export interface ScenarioDescription {
  name: string;
  summary: string;
  shows: ScenarioSymptom;
  /** Forwarders to which it has happened and was not undone. */
  inForceFor: string[];
}

/** A scenario that happened to a forwarder. */
export interface AppliedScenario {
  name: string;
  forwarder: string;
  /** One sentence: what was changed. */
  changed: string;
  /** One sentence: where a portal shows it. */
  lookFor: string;
}

interface ScenarioInForce extends AppliedScenario {
  changes: Changes;
}

function lookFor({ shows }: Scenario, forwarder: string): string {
  const when =
    shows.shownBy === 'traffic'
      ? 'Once rows have gone wrong for a quarter of an hour, and at the second look'
      : 'At the next look';
  return `${when}, forwarder ${forwarder} shows ${shows.check} as ${shows.status}.`;
}

/** Lets scenarios happen to forwarders, and takes them back. */
export class ScenarioDesk {
  readonly #options: { world: World; faults: FaultDesk; portalAppId: string };
  #inForce: ScenarioInForce[] = [];

  /** @param options - `portalAppId`: client id of the identity with which the portal reads */
  constructor(options: {
    world: World;
    faults: FaultDesk;
    portalAppId: string;
  }) {
    this.#options = options;
  }

  /** Every scenario, and where it is in force. */
  list(): ScenarioDescription[] {
    return scenarios.map(({ name, summary, shows }) => ({
      name,
      summary,
      shows,
      inForceFor: this.#inForce
        .filter(applied => applied.name === name)
        .map(applied => applied.forwarder),
    }));
  }

  /**
   * Lets a scenario happen to a forwarder; the first sound one when none is named.
   *
   * @throws ControlRefusal for names that are not known, and when it is in force there already
   */
  apply(name: string, forwarderName?: string): AppliedScenario {
    const scenario = scenarios.find(candidate => candidate.name === name);
    if (!scenario) {
      const near = nearestNames(
        name,
        scenarios.map(candidate => candidate.name),
      );
      throw new ControlRefusal(
        `There is no scenario '${name}'.${
          near.length > 0 ? ` Near: ${near.join(', ')}.` : ''
        } The list of scenarios has all.`,
        404,
      );
    }
    const forwarder = findForwarder(this.#options.world, forwarderName);
    if (
      this.#inForce.some(
        applied =>
          applied.name === name && applied.forwarder === forwarder.name,
      )
    ) {
      throw new ControlRefusal(
        `Scenario '${name}' is in force for '${forwarder.name}' already: undo it first.`,
        409,
      );
    }
    const changes = new Changes();
    const applied = {
      name,
      forwarder: forwarder.name,
      changed: scenario.apply({ ...this.#options, forwarder, changes }),
      lookFor: lookFor(scenario, forwarder.name),
    };
    this.#inForce.push({ ...applied, changes });
    return applied;
  }

  /**
   * Takes back the last scenario, or all of a name; answers what was taken back.
   *
   * @throws ControlRefusal when there is none in force
   */
  undo(name?: string): AppliedScenario[] {
    const undone =
      name === undefined
        ? this.#inForce.slice(-1)
        : this.#inForce.filter(applied => applied.name === name);
    if (undone.length === 0) {
      throw new ControlRefusal(
        name === undefined
          ? 'No scenario is in force.'
          : `Scenario '${name}' is not in force.`,
        404,
      );
    }
    for (const { changes } of [...undone].reverse()) {
      changes.undo();
    }
    this.#inForce = this.#inForce.filter(applied => !undone.includes(applied));
    return undone.map(({ changes: _, ...applied }) => applied);
  }

  /** Forgets what happened: the state is another. */
  clear(): void {
    this.#inForce = [];
  }
}
