import { HumanDuration } from '@backstage/types';
import {
  ForwarderHealth,
  ForwarderSummary,
  NotedValue,
  SiemReference,
  Stage,
  stages,
  Uptime,
} from 'backstage-plugin-siem-forwarder-common';
import { FleetDescription, FleetEntry, presentAt } from '../fleet';
import { Judgement } from '../store/HealthStore';

const titleOfStage: Record<Stage, string> = {
  source: 'Sentinel',
  export: 'Export rule',
  transport: 'Event hub',
  access: 'Access',
  delivery: 'SIEM',
};

/** A forwarder as a list shows it. */
export function summaryView(
  entry: FleetEntry,
  siem: SiemReference | undefined,
): ForwarderSummary {
  const { health, headline, since, checkedAt, region, lastEventAt } = entry;
  return {
    ...baseOf(entry, siem),
    health,
    headline,
    since,
    ...(checkedAt ? { checkedAt } : {}),
    ...(region ? { region } : {}),
    ...(lastEventAt ? { lastEventAt } : {}),
  };
}

/** What is told of the uptime of resources that may not be looked at. */
const nothingKnown = { ratio: undefined, known: 0, slots: [] };

/** All that is known of a forwarder. */
export function healthView(options: {
  description: FleetDescription;
  siem: SiemReference | undefined;
  state: Judgement | undefined;
  uptime: Uptime;
  moreValues: NotedValue[];
  /** The present in epoch milliseconds. */
  now: number;
  /** How long a judgement holds without a check. */
  believedFor?: HumanDuration;
}): ForwarderHealth {
  const { description, state } = options;
  const { refusal } = description;
  const uptime = refusal
    ? { ...options.uptime, ...nothingKnown }
    : options.uptime;
  const base = baseOf(description, options.siem);
  const usable =
    state !== undefined &&
    state.definition === description.definition &&
    (!refusal || state.evaluation.headline === refusal);
  if (!usable) {
    return {
      ...base,
      health: 'unknown',
      headline:
        refusal ??
        (state ? 'Not checked since it was changed' : 'Not checked yet'),
      since: new Date(options.now).toISOString(),
      stages: stages.map(stage => ({
        stage,
        title: titleOfStage[stage],
        status: 'unknown',
        detail: 'not known',
        consequence: false,
      })),
      findings: [],
      uptime,
      values: [],
    };
  }
  // What may not be looked at is told from the catalog, whenever that was.
  const shown = refusal ? state : presentAt(state, options);
  const { evaluation } = shown;
  const cause = shown === state ? state.cause : undefined;
  const { health, headline, since, findings } = evaluation;
  const { region, lastEventAt, remedy, detail, proof, loss } = evaluation;
  const { secretExpiresAt } = evaluation;
  return {
    ...base,
    health,
    headline,
    since,
    checkedAt: state.checkedAt,
    stages: evaluation.stages,
    findings,
    uptime,
    values: refusal ? [] : [...evaluation.values, ...options.moreValues],
    ...(region ? { region } : {}),
    ...(lastEventAt ? { lastEventAt } : {}),
    ...(remedy ? { remedy } : {}),
    ...(detail ? { detail } : {}),
    // Both name rows and resources.
    ...(loss && !refusal ? { loss } : {}),
    ...(cause && !refusal ? { cause } : {}),
    ...(proof ? { proof } : {}),
    ...(secretExpiresAt ? { secretExpiresAt } : {}),
  };
}

function baseOf(
  description: FleetDescription,
  siem: SiemReference | undefined,
): Pick<
  ForwarderSummary,
  'entityRef' | 'title' | 'owner' | 'siem' | 'subscriptionId' | 'paused'
> {
  const { entityRef, title, owner, subscriptionId, paused } = description;
  return {
    entityRef,
    title,
    ...(owner ? { owner } : {}),
    ...(siem ? { siem } : {}),
    ...(subscriptionId ? { subscriptionId } : {}),
    ...(paused ? { paused } : {}),
  };
}
