import { realisticAnswerTimes } from 'azure-simulator';
import {
  ProvisioningStep,
  provisioningSteps,
} from 'backstage-plugin-siem-forwarder-common';
import { BenchPortal } from './BenchPortal';
import { GraphPath } from './CallGraph';
import { callOf, requireSameCalls } from './callsOf';
import { provisioningGraph } from './provisioningGraph';
import { runProvisioning, StepTimes } from './runProvisioning';
import { latenciesOf, WaitName, Waits, waitsWith } from './waits';

/** A part of a run beside what the graph allows. All in milliseconds. */
export interface Part {
  name: string;
  run: number;
  path: GraphPath;
  /** Each call after the other, each wait waited out at once. */
  plain: number;
}

/** One run that was measured. */
export interface Measurement {
  waits: Waits;
  /** Milliseconds of each operation's answer, by the call's name. */
  answerTimes: ReadonlyMap<string, number>;
  steps: (StepTimes & { path: GraphPath })[];
  parts: Part[];
}

/** Steps that make something; those after them wait for what Azure and the catalog do by themselves. */
const making = provisioningSteps.slice(
  0,
  provisioningSteps.indexOf('forwarding:verify'),
);

/**
 * A run over a cloud that answers at once: the calls that it sends when it
 * never has to wait, so that none is sent again, and the time that the portal
 * and the simulator need for themselves.
 *
 * @throws Error when the graph does not know the calls
 */
export async function countCalls(): Promise<StepTimes[]> {
  const portal = await BenchPortal.start({
    latencies: 'none',
    answerTimes: 'none',
    catalogMilliseconds: 0,
  });
  try {
    const steps = await runProvisioning(portal);
    requireSameCalls(steps);
    return steps;
  } finally {
    await portal.stop();
  }
}

/**
 * Measures one run.
 *
 * @param options - `seed`: of the answer times; `namespaceSeconds`: how long
 *   Azure takes for the namespace; `counted`: from {@link countCalls}
 * @throws Error when the graph does not know what the run sends
 */
export async function measure(options: {
  seed: number;
  namespaceSeconds: number;
  counted: readonly StepTimes[];
}): Promise<Measurement> {
  const { seed, counted } = options;
  const waits = waitsWith(options.namespaceSeconds * 1000);
  const portal = await BenchPortal.start({
    latencies: latenciesOf(waits),
    answerTimes: realisticAnswerTimes({ seed }),
    catalogMilliseconds: waits.catalog,
  });
  let steps: StepTimes[];
  try {
    steps = await runProvisioning(portal);
  } finally {
    await portal.stop();
  }
  requireSameCalls(steps);
  const answerTimes = new Map(
    steps.flatMap(({ requests }) =>
      requests.map(
        request => [callOf(request), request.answerTime ?? 0] as const,
      ),
    ),
  );
  const durationOf = (takes: string) =>
    takes.startsWith('wait ')
      ? waits[takes.slice('wait '.length) as WaitName]
      : answerTimes.get(takes) ?? 0;
  const partOf = (name: string, of: readonly ProvisioningStep[]): Part => ({
    name,
    run: sum(steps.filter(isOf(of)).map(({ whole }) => whole)),
    path: provisioningGraph.longestPath(durationOf, of),
    plain:
      sum(
        counted
          .filter(isOf(of))
          .flatMap(({ requests }) => requests.map(callOf).map(durationOf)),
      ) +
      sum(
        of.flatMap(step =>
          provisioningGraph
            .takenIn(step)
            .filter(takes => takes.startsWith('wait '))
            .map(durationOf),
        ),
      ),
  });
  return {
    waits,
    answerTimes,
    steps: steps.map(times => ({
      ...times,
      path: provisioningGraph.longestPath(durationOf, [times.step]),
    })),
    parts: [
      partOf('until everything is made', making),
      partOf('the whole run', provisioningSteps),
    ],
  };
}

function isOf(steps: readonly ProvisioningStep[]) {
  return ({ step }: { step: ProvisioningStep }) => steps.includes(step);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
