import { SiemInstance } from 'backstage-plugin-siem-forwarder-node';
import { ArmResourceId } from '../azure/ArmResourceId';
import { Scopes } from '../scopes';
import { outOfScope, refusalOf } from './admission';
import { hubFacts, siemFacts, Target } from './CollectionRun';
import { FactName, FactSet } from './Facts';
import { FactsDraft } from './FactsDraft';
import { Forwarder } from './Forwarder';
import { Snapshot } from './Snapshot';
import { Unavailability } from './Unavailability';

/** The SIEM instances of the configuration, as collection needs them. */
export interface CollectorSiems {
  get(id: string): SiemInstance | undefined;
  /** True when the owner may forward to the instance. */
  mayUse(id: string, owner: string): boolean;
}

/** One forwarder to look at. */
export interface CollectionRequest {
  forwarder: Forwarder;
  /** What was known before, of the same definition. */
  previous: FactSet;
  due: ReadonlySet<FactName>;
}

/** Facts that cannot be read because the forwarder lacks a part. */
export interface MissingPart {
  facts: readonly FactName[];
  because: Unavailability;
}

/** Finds what of a forwarder may be looked at, and where it is. */
export class TargetFinder {
  readonly #siems: CollectorSiems;
  readonly #scopes: Pick<Scopes, 'contains'>;

  constructor(options: {
    siems: CollectorSiems;
    scopes: Pick<Scopes, 'contains'>;
  }) {
    this.#siems = options.siems;
    this.#scopes = options.scopes;
  }

  /** The forwarder as it is looked at, or why it may not be. */
  find({
    forwarder,
    previous,
    due,
  }: CollectionRequest): Target | (Snapshot & { refusal: unknown }) {
    const { exportRule, workspace, owner } = forwarder;
    const refusal = refusalOf(forwarder, this.#scopes);
    if (refusal || !exportRule || !workspace || !owner) {
      return {
        forwarder,
        refusal: refusal ?? {
          reason: 'bad-annotation',
          message: `${forwarder.entityRef} names no export rule.`,
        },
        facts: {},
      };
    }
    return {
      forwarder,
      owner,
      draft: new FactsDraft(previous, due),
      rule: exportRule,
      workspace,
    };
  }

  /**
   * Finds a forwarder's SIEM, when its owner may forward to it, and its hub:
   * the annotated one, or else the one that the rule names, when it lies in
   * the owner's scope.
   *
   * @returns what could not be found, and why
   */
  resolve(target: Target): MissingPart[] {
    const siem = this.#resolveSiem(target);
    const hub = this.#resolveHub(target);
    const withoutHub = [...hubFacts, ...(target.siem ? siemFacts : [])];
    return [
      ...(siem ? [{ facts: siemFacts, because: siem }] : []),
      ...(hub ? [{ facts: withoutHub, because: hub }] : []),
    ];
  }

  #resolveSiem(target: Target): Unavailability | undefined {
    const { siemId } = target.forwarder;
    if (siemId === undefined) {
      return undefined;
    }
    const siem = this.#siems.get(siemId);
    if (!siem) {
      return {
        reason: 'not-configured',
        message: `SIEM '${siemId}' of annotation siem-forwarder/siem is not configured in siemForwarder.siems.`,
      };
    }
    if (!this.#siems.mayUse(siemId, target.owner)) {
      return {
        reason: 'siem-not-allowed',
        message: `${target.owner} is not among the owners that may forward to SIEM '${siemId}' (siemForwarder.siems[].owners), so it is not asked.`,
      };
    }
    target.siem = siem;
    return undefined;
  }

  #resolveHub(target: Target): Unavailability | undefined {
    const hub = target.forwarder.eventHub ?? destinationOf(target);
    if (!hub) {
      return {
        reason: 'not-there',
        message: `No event hub is known: the entity has no annotation siem-forwarder/event-hub, and rule ${target.rule.name} names none.`,
      };
    }
    if (!this.#scopes.contains(target.owner, hub)) {
      return outOfScope(target.owner, hub);
    }
    target.hub = hub;
    return undefined;
  }
}

function destinationOf({ draft }: Target): ArmResourceId | undefined {
  const rule = draft.known('exportRule');
  if (!rule?.eventHubName || rule.destinationType !== 'EventHub') {
    return undefined;
  }
  try {
    return ArmResourceId.parse(
      rule.destinationId,
      `destination of export rule ${rule.name}`,
    ).child('eventhubs', rule.eventHubName);
  } catch {
    // What is wrong with the destination is said by export/destination-matches.
    return undefined;
  }
}
