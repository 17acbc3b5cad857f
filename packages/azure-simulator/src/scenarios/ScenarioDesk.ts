import { ControlRefusal } from '../control/ControlRefusal';
import { FaultDesk } from '../faults/FaultDesk';
import { nearestNames } from '../faults/nearestNames';
import { ScenarioInForce } from '../state';
import { World } from '../World';
import { Changes } from './Changes';
import { ForwarderParts, partsOf } from './ForwarderParts';
import { noteChanges } from './noteChanges';
import { findAnyForwarder, findForwarder } from './findForwarder';
import { Scenario, ScenarioScope, ScenarioSymptom } from './Scenario';
import { scenarios } from './scenarios';
import { lookFor, thereafter } from './scenarioTexts';
import { takeBack } from './takeBack';
import { touchesSame } from './touchesSame';

/** A scenario as people choose it. */
export interface ScenarioDescription {
  name: string;
  summary: string;
  scope: ScenarioScope;
  shows: ScenarioSymptom;
  /** Forwarders to which it has happened and was not undone. */
  inForceFor: string[];
}

/** A scenario that happened to a forwarder. */
export type AppliedScenario = Omit<ScenarioInForce, 'changes'>;

/** Said where a forwarder's name would stand, of a scenario that needs none. */
const allForwarders = 'all forwarders';

function sayOf({ name, forwarder }: ScenarioInForce): string {
  return `'${name}' of ${forwarder ?? allForwarders}`;
}

/**
 * Lets scenarios happen to forwarders, and takes them back. What is in force is
 * part of the state, so that it outlives the run as the damage does.
 */
export class ScenarioDesk {
  readonly #options: { world: World; faults: FaultDesk; portalAppId: string };

  /** @param options - `portalAppId`: client id of the identity with which the portal reads */
  constructor(options: {
    world: World;
    faults: FaultDesk;
    portalAppId: string;
  }) {
    this.#options = options;
    this.raiseFaults();
  }

  get #inForce(): readonly ScenarioInForce[] {
    return this.#options.world.state.scenarios ?? [];
  }

  /** Every scenario, and where it is in force. */
  list(): ScenarioDescription[] {
    return scenarios.map(({ name, summary, scope, shows }) => ({
      name,
      summary,
      scope,
      shows,
      inForceFor: this.#inForce
        .filter(applied => applied.name === name)
        .map(({ forwarder }) => forwarder ?? allForwarders),
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
    const changes = new Changes();
    const context = { ...this.#options, changes };
    if (scenario.scope === 'siem' || scenario.scope === 'portal') {
      this.#refuseTwice(scenario);
      const any = findAnyForwarder(context.world, forwarderName);
      const forwarder =
        any === null
          ? undefined
          : partsOf(context.world, context.world.state.splunk.inputs[any]);
      return this.#note(scenario, any, forwarder, changes, () =>
        scenario.apply({ ...context, forwarder }),
      );
    }
    const forwarder = findForwarder(context.world, forwarderName);
    this.#refuseTwice(scenario, forwarder.name);
    return this.#note(scenario, forwarder.name, forwarder, changes, () =>
      scenario.apply({ ...context, forwarder }),
    );
  }

  #refuseTwice({ name }: Scenario, forwarder?: string): void {
    const twin = this.#inForce.find(
      applied =>
        applied.name === name &&
        (forwarder === undefined || applied.forwarder === forwarder),
    );
    if (twin) {
      throw new ControlRefusal(
        `Scenario '${name}' is in force for '${
          twin.forwarder ?? allForwarders
        }' already: undo it first.`,
        409,
      );
    }
  }

  #note(
    scenario: Scenario,
    name: string | null,
    forwarder: ForwarderParts | undefined,
    changes: Changes,
    apply: () => string,
  ): AppliedScenario {
    const applied = {
      name: scenario.name,
      forwarder: name,
      changed: apply(),
      lookFor: lookFor(scenario, name, forwarder),
      ...thereafter(scenario, forwarder),
    };
    noteChanges(this.#options.world, changes.made);
    (this.#options.world.state.scenarios ??= []).push({
      ...applied,
      changes: changes.made,
    });
    return applied;
  }

  /**
   * Takes back the last scenario, or all of a name; answers what was taken back.
   *
   * @throws ControlRefusal when there is none in force, and when another one
   * happened later to the same thing: what was there before that would come
   * back with it
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
    this.#refuseOutOfOrder(undone);
    const { world, faults } = this.#options;
    for (const applied of [...undone].reverse()) {
      takeBack(world.state, applied.changes);
      noteChanges(world, applied.changes, true);
      faults.endScenario(applied.name);
    }
    world.state.scenarios = this.#inForce.filter(
      applied => !undone.includes(applied),
    );
    return undone.map(({ changes: _, ...applied }) => applied);
  }

  #refuseOutOfOrder(undone: readonly ScenarioInForce[]): void {
    const inForce = this.#inForce;
    for (const applied of undone) {
      const later = inForce
        .slice(inForce.indexOf(applied) + 1)
        .reverse()
        .find(
          candidate =>
            !undone.includes(candidate) &&
            touchesSame(applied.changes, candidate.changes),
        );
      if (later) {
        throw new ControlRefusal(
          `Scenario ${sayOf(applied)} cannot be undone before ${sayOf(
            later,
          )}, which changed the same thing later: undo '${later.name}' first.`,
          409,
        );
      }
    }
  }

  /** Puts the faults of the scenarios in force, and of no others, on the fault desk: the state is another. */
  raiseFaults(): void {
    const { faults } = this.#options;
    faults.endScenario();
    for (const { name, changes } of this.#inForce) {
      for (const change of changes) {
        if (change.kind === 'faultRaised') {
          faults.add(change.request, name);
        }
      }
    }
  }
}
