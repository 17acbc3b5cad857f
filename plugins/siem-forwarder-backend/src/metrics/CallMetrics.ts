import {
  MetricsService,
  MetricsServiceCounter,
} from '@backstage/backend-plugin-api/alpha';
import { CallObserver, CallOutcome } from '../calls';

type Attributes = { service: string };

/** Outcomes that count as errors; a throttled call has a counter of its own. */
const isError: Record<CallOutcome, boolean> = {
  answered: false,
  throttled: false,
  refused: true,
  failed: true,
  unanswered: true,
};

/** Counts the calls that this process sends to Azure and to SIEMs. */
export class CallMetrics implements CallObserver {
  readonly #calls: MetricsServiceCounter<Attributes>;
  readonly #throttled: MetricsServiceCounter<Attributes>;
  readonly #errors: MetricsServiceCounter<Attributes & { kind: CallOutcome }>;

  private constructor(metrics: MetricsService) {
    this.#calls = metrics.createCounter('siem_forwarder.calls', {
      description: 'Calls sent to Azure and SIEMs, each attempt by itself',
      unit: '{call}',
    });
    this.#throttled = metrics.createCounter('siem_forwarder.calls.throttled', {
      description: 'Calls that were answered with a request to wait',
      unit: '{call}',
    });
    this.#errors = metrics.createCounter('siem_forwarder.calls.errors', {
      description: 'Calls that were refused, failed or not answered',
      unit: '{call}',
    });
  }

  static create(metrics: MetricsService): CallMetrics {
    return new CallMetrics(metrics);
  }

  onCall(service: string, outcome: CallOutcome): void {
    this.#calls.add(1, { service });
    if (outcome === 'throttled') {
      this.#throttled.add(1, { service });
    }
    if (isError[outcome]) {
      this.#errors.add(1, { service, kind: outcome });
    }
  }
}
