import {
  SiemConnection,
  SiemDeliveryFacts,
  SiemFact,
  SiemInstance,
} from 'backstage-plugin-siem-forwarder-node';
import { Outcome } from '../BoundedCalls';
import {
  CollectionRun,
  HubTarget,
  notSwept,
  observedNow,
  siemFacts,
} from '../CollectionRun';
import { factDefinitions, FactName, Facts } from '../Facts';
import { groupBy } from '../groupBy';
import { seriesOf } from '../Series';

type SiemTarget = HubTarget & { siem: SiemInstance };

/** Milliseconds by which the clock of a SIEM may be ahead of the portal's. */
const CLOCK_TOLERANCE = 5 * 60_000;

/** What the SIEMs say: a probe and one collection an instance. */
export async function readDelivery(
  run: CollectionRun,
  all: HubTarget[],
): Promise<void> {
  const targets = all.filter(
    (target): target is SiemTarget => target.siem?.verifies === true,
  );
  const groups = groupBy(targets, ({ siem }) => siem.id);
  await Promise.all([...groups.values()].map(group => readSiem(run, group)));
}

async function readSiem(
  run: CollectionRun,
  targets: SiemTarget[],
): Promise<void> {
  const { siem } = targets[0];
  const asked = targets.flatMap(target => {
    const connection = connectionOf(run, target);
    return connection ? [{ target, connection }] : [];
  });
  const [problems, delivery] = await Promise.all([
    run.probes.get(siem.id, () =>
      run.calls.run({
        reads: `the state of ${siem.title}`,
        run: signal => siem.probe({ signal }),
      }),
    ),
    asked.length > 0
      ? run.calls.run({
          reads: `what ${siem.title} received`,
          run: signal =>
            siem.collect(
              asked.map(({ connection }) => connection),
              { signal },
            ),
        })
      : { value: [] },
  ]);
  const at = observedNow(run);
  for (const target of targets) {
    target.draft.put('siemProblems', problems, at, value =>
      value.map(({ code, message, remedy }) => ({ code, message, remedy })),
    );
  }
  const answers = new Map(asked.map(({ target }, i) => [target, i]));
  for (const target of targets) {
    const index = answers.get(target);
    if (index === undefined) {
      target.draft.refuse(
        siemFacts.filter(name => name !== 'siemProblems'),
        notSwept(target.hub.subscriptionId),
        at,
      );
    } else {
      noteDelivery(target, delivery, index, at);
    }
  }
}

function connectionOf(
  run: CollectionRun,
  { forwarder, draft, hub }: SiemTarget,
): SiemConnection | undefined {
  const tenant = run.tenantOf(hub.subscriptionId);
  if (!tenant) {
    return undefined;
  }
  return {
    name: forwarder.name,
    tenantId: tenant.id,
    clientId: forwarder.applicationId ?? '',
    cloud: tenant.cloud.name,
    fullyQualifiedNamespace:
      draft.known('namespace')?.hostName ??
      `${hub.parent?.name}.${tenant.cloud.eventHubsSuffix}`,
    eventHubName: hub.name,
    consumerGroup: forwarder.consumerGroup,
    tables: [...forwarder.tables],
  };
}

function noteDelivery(
  target: SiemTarget,
  delivery: Outcome<SiemDeliveryFacts[]>,
  index: number,
  at: string,
): void {
  const { draft } = target;
  const facts = 'value' in delivery ? delivery.value[index] : undefined;
  const note = <K extends FactName, T>(
    name: K,
    fact: SiemFact<T> | undefined,
    select: (value: T) => Facts[K],
  ) =>
    draft.put(
      name,
      outcomeOf(target.siem, name, delivery, fact),
      fact?.observedAt ?? at,
      select,
    );
  note('siemInput', facts?.input, input => input ?? null);
  note('readerErrors', facts?.readerErrors, ({ count, lastAt, sample }) => ({
    count,
    lastAt: lastAt ?? null,
    sample: sample ?? null,
  }));
  note('arrivals', ifClocksAgree(target, facts?.arrivals, at), arrivals => ({
    count: arrivals.count,
    windowHours: arrivals.windowHours,
    lastIndexedAt: arrivals.lastIndexedAt ?? null,
    lastEventAt: arrivals.lastEventAt ?? null,
    ...(arrivals.slots
      ? {
          series: seriesOf(
            arrivals.slots,
            Date.parse(facts?.arrivals?.observedAt ?? at),
          ),
        }
      : {}),
  }));
  // The account is part of what is said of an application: without the proof
  // that the application reads this hub, it might be another team's.
  const access = draft.unavailability('application');
  if (draft.known('application')) {
    note('siemAccount', facts?.account, account => account ?? null);
  } else if (access) {
    draft.refuse(['siemAccount'], access, at);
  }
}

function outcomeOf<T>(
  siem: SiemInstance,
  name: FactName,
  delivery: Outcome<SiemDeliveryFacts[]>,
  fact: SiemFact<T> | undefined,
): Outcome<T> {
  if ('unavailable' in delivery) {
    return delivery;
  }
  const { title } = factDefinitions[name];
  if (!fact) {
    return {
      unavailable: {
        reason: 'not-told',
        message: `${siem.title} does not tell ${title}.`,
      },
    };
  }
  return 'value' in fact
    ? { value: fact.value }
    : {
        unavailable: {
          reason: 'refused',
          message: `Could not read ${title} from ${siem.title}: ${fact.unavailable}`,
        },
      };
}

/**
 * Arrivals as a SIEM tells them, unless they lie ahead: then each look would
 * find one just now, and hide that nothing arrives.
 */
function ifClocksAgree<T extends { lastIndexedAt?: string }>(
  { siem }: SiemTarget,
  fact: SiemFact<T> | undefined,
  at: string,
): SiemFact<T> | undefined {
  const last = fact && 'value' in fact ? fact.value.lastIndexedAt : undefined;
  if (!fact || !last) {
    return fact;
  }
  const asked = Math.max(Date.parse(fact.observedAt), Date.parse(at));
  return Date.parse(last) - asked > CLOCK_TOLERANCE
    ? {
        observedAt: fact.observedAt,
        unavailable: `${
          siem.title
        } says that it indexed a row at ${last}, and was asked at ${new Date(
          asked,
        ).toISOString()}: its clock is ahead of the portal's, so what it says of arrivals is not believed; set the clocks right (NTP).`,
      }
    : fact;
}
