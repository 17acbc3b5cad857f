import { toError } from '@backstage/errors';
import {
  SiemConnection,
  SiemDeliveryFacts,
} from 'backstage-plugin-siem-forwarder-node';
import { StepContext } from '../Step';

/** How long a reader that logs no error must have had the new secret. */
const QUIET_SECONDS = 20;
/** As {@link QUIET_SECONDS}, after an error: a reader that reconnects may log one. */
const QUIET_AFTER_ERROR_SECONDS = 60;

/** What the SIEM's reader said before it got a new secret, by the SIEM's own clock. */
export interface ReaderBaseline {
  errorsAt: string;
  arrivedAt: string;
}

/** Whether a SIEM reads with the secret that it was given. */
export type ReadingProof =
  | { reads: true }
  /** `erredAt`: when it logged an error that is new, by the SIEM's clock. */
  | { reads: false; reason: string; erredAt?: string };

/** Reads what is known before a new secret is delivered; nothing where nobody can be asked. */
export async function readBaseline(
  context: StepContext,
  connection: SiemConnection,
): Promise<ReaderBaseline> {
  const facts = await look(context, connection);
  return {
    errorsAt: valueOf(facts.readerErrors)?.lastAt ?? '',
    arrivedAt: valueOf(facts.arrivals)?.lastIndexedAt ?? '',
  };
}

/**
 * Looks whether the SIEM reads on: rows that arrive prove it, and so does a
 * while without a new error, since a site may be quiet. That Microsoft Entra
 * takes the secret was seen when it was delivered.
 *
 * @param baseline - what it said last
 * @param quiet - `since`: when it got the secret, or logged the last error
 */
export async function proveReading(
  context: StepContext,
  connection: SiemConnection,
  baseline: ReaderBaseline,
  quiet: { since: Date; afterError: boolean },
): Promise<ReadingProof> {
  if (!context.siem.verifies) {
    return { reads: true };
  }
  const facts = await look(context, connection);
  if (facts.input && 'value' in facts.input && !facts.input.value?.enabled) {
    return {
      reads: false,
      reason: facts.input.value
        ? 'its input is switched off'
        : 'it has no input',
    };
  }
  const errors = valueOf(facts.readerErrors);
  if (!errors) {
    return {
      reads: false,
      reason:
        facts.readerErrors && 'unavailable' in facts.readerErrors
          ? facts.readerErrors.unavailable
          : 'it does not tell',
    };
  }
  if (errors.lastAt && isAfter(errors.lastAt, baseline.errorsAt)) {
    return {
      reads: false,
      reason: errors.sample ?? `its reader logged ${errors.count} errors`,
      erredAt: errors.lastAt,
    };
  }
  const arrivedAt = valueOf(facts.arrivals)?.lastIndexedAt;
  const seconds = (context.now().getTime() - quiet.since.getTime()) / 1000;
  const enough = quiet.afterError ? QUIET_AFTER_ERROR_SECONDS : QUIET_SECONDS;
  return (arrivedAt && isAfter(arrivedAt, baseline.arrivedAt)) ||
    seconds >= enough
    ? { reads: true }
    : { reads: false, reason: 'nothing has arrived yet' };
}

async function look(
  { now, siem, signal }: StepContext,
  connection: SiemConnection,
): Promise<SiemDeliveryFacts> {
  if (!siem.verifies) {
    return {};
  }
  try {
    const [facts] = await siem.collect([connection], { signal });
    return facts;
  } catch (error) {
    return {
      readerErrors: {
        unavailable: toError(error).message,
        observedAt: now().toISOString(),
      },
    };
  }
}

function valueOf<T>(
  fact: { value: T } | { unavailable: string } | undefined,
): T | undefined {
  return fact && 'value' in fact ? fact.value : undefined;
}

function isAfter(at: string, before: string): boolean {
  return before === '' || Date.parse(at) > Date.parse(before);
}
