import {
  ForwarderHealth,
  ForwarderSummary,
  NotedValue,
  SiemReference,
  Stage,
  stages,
  Uptime,
} from 'backstage-plugin-siem-forwarder-common';
import { Forwarder } from '../collect/Forwarder';
import { Unavailability } from '../collect/Unavailability';
import { ForwarderState, StoredSummary } from '../store/HealthStore';

/** What a forwarder's entity says, and the SIEM that its owner may use. */
interface Described {
  forwarder: Forwarder;
  siem?: SiemReference;
  /** Why nothing about its resources may be shown now. */
  refusal?: Unavailability;
  /** The present (ISO 8601 with zone). */
  at: string;
}

const titleOfStage: Record<Stage, string> = {
  source: 'Sentinel',
  export: 'Export rule',
  transport: 'Event hub',
  access: 'Access',
  delivery: 'SIEM',
};

/** A forwarder as a list shows it. */
export function summaryView(
  described: Described,
  stored: StoredSummary | undefined,
): ForwarderSummary {
  const { forwarder, refusal } = described;
  const base = baseOf(described);
  if (!stored || stored.definition !== forwarder.definition) {
    return { ...base, ...unchecked(described, stored !== undefined) };
  }
  const { health, headline, since, checkedAt, region, lastEventAt } = stored;
  if (refusal && headline !== refusal.message) {
    return { ...base, ...unchecked(described, false) };
  }
  return {
    ...base,
    health,
    headline,
    since,
    checkedAt,
    ...(region ? { region } : {}),
    ...(lastEventAt ? { lastEventAt } : {}),
  };
}

/** What is told of the uptime of resources that may not be looked at. */
const nothingKnown = { ratio: undefined, known: 0, slots: [] };

/** All that is known of a forwarder. */
export function healthView(
  described: Described,
  state: ForwarderState | undefined,
  history: Uptime,
  moreValues: NotedValue[],
): ForwarderHealth {
  const { forwarder, refusal } = described;
  const uptime = refusal ? { ...history, ...nothingKnown } : history;
  const base = baseOf(described);
  const evaluation = state?.evaluation;
  const usable =
    state !== undefined &&
    evaluation !== undefined &&
    state.definition === forwarder.definition &&
    (!refusal || evaluation.headline === refusal.message);
  if (!usable) {
    return {
      ...base,
      ...unchecked(described, state !== undefined),
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
  const { health, headline, since, findings } = evaluation;
  const { region, lastEventAt, remedy, detail, proof, secretExpiresAt } =
    evaluation;
  return {
    ...base,
    health,
    headline,
    since,
    checkedAt: state.checkedAt,
    stages: evaluation.stages,
    findings,
    uptime,
    values: refusal ? [] : [...evaluation.values, ...moreValues],
    ...(region ? { region } : {}),
    ...(lastEventAt ? { lastEventAt } : {}),
    ...(remedy ? { remedy } : {}),
    ...(detail ? { detail } : {}),
    ...(proof ? { proof } : {}),
    ...(secretExpiresAt ? { secretExpiresAt } : {}),
  };
}

function baseOf({
  forwarder,
  siem,
}: Described): Pick<
  ForwarderSummary,
  'entityRef' | 'title' | 'owner' | 'siem' | 'subscriptionId' | 'paused'
> {
  const { entityRef, title, owner, exportRule, paused } = forwarder;
  return {
    entityRef,
    title,
    ...(owner ? { owner } : {}),
    ...(siem ? { siem } : {}),
    ...(exportRule ? { subscriptionId: exportRule.subscriptionId } : {}),
    ...(paused ? { paused } : {}),
  };
}

function unchecked(
  { refusal, at }: Described,
  checkedBefore: boolean,
): Pick<ForwarderSummary, 'health' | 'headline' | 'since'> {
  return {
    health: 'unknown',
    headline:
      refusal?.message ??
      (checkedBefore ? 'Not checked since it was changed' : 'Not checked yet'),
    since: at,
  };
}
