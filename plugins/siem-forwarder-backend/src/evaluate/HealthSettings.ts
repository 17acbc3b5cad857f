import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { PortalLinks } from '../azure/AzureCloud';
import { Cadence } from '../collect/Facts';
import type { Check } from './Check';

/** What judgements depend on besides facts. */
export interface HealthSettings {
  /** How often facts are read; one that is older than three periods is not believed. 5 and 60 minutes. */
  periods: Record<Cadence, HumanDuration>;
  /** How long an arrival counts as proof while there is nothing to forward; 7 days. */
  proofMaxAge: HumanDuration;
  /**
   * Steps before a secret ends, longest first; 60, 30, 14, 7 and 1 days. The
   * first is only said, the others are warnings.
   */
  secretExpiry: HumanDuration[];
  /**
   * How long a new or changed export rule may take to start; 30 minutes.
   *
   * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export
   */
  ruleSettles: HumanDuration;
  /**
   * How long rows may take from one hop to the next before they are missed; 15
   * minutes. Ingestion, export and metrics each lag by a few minutes; nobody
   * promises a time.
   */
  hopLatency: HumanDuration;
  /**
   * The longest outage of the SIEM's reader that the event hub is to outlast; a
   * hub that keeps events for less is warned of; 24 hours.
   */
  longestOutage: HumanDuration;
  /** Checks of other modules, asked after those of their stage. */
  moreChecks?: readonly Check[];
  /** Links to the Azure portal; absent for a cloud without one. */
  portal?: PortalLinks;
}

/** Settings when nothing is configured. */
export const defaultHealthSettings: HealthSettings = {
  periods: { flow: { minutes: 5 }, configuration: { minutes: 60 } },
  proofMaxAge: { days: 7 },
  secretExpiry: [
    { days: 60 },
    { days: 30 },
    { days: 14 },
    { days: 7 },
    { days: 1 },
  ],
  ruleSettles: { minutes: 30 },
  hopLatency: { minutes: 15 },
  longestOutage: { hours: 24 },
};

/**
 * Reads `siemForwarder.sweep` and `siemForwarder.health`.
 *
 * @param config - the root configuration
 * @throws InputError that names the key
 */
export function readHealthSettings(
  config: Config,
  options: Pick<HealthSettings, 'portal' | 'moreChecks'> = {},
): HealthSettings {
  const duration = (key: string, fallback: HumanDuration): HumanDuration => {
    const path = `siemForwarder.${key}`;
    return config.has(path) ? positive(config, path) : fallback;
  };
  const { periods, proofMaxAge, ruleSettles, longestOutage } =
    defaultHealthSettings;
  return {
    ...defaultHealthSettings,
    periods: {
      flow: duration('sweep.flow', periods.flow),
      configuration: duration('sweep.configuration', periods.configuration),
    },
    proofMaxAge: duration('health.proofMaxAge', proofMaxAge),
    secretExpiry: readSecretExpiry(config),
    ruleSettles: duration('health.ruleSettles', ruleSettles),
    longestOutage: duration('health.longestOutage', longestOutage),
    ...options,
  };
}

function readSecretExpiry(config: Config): HumanDuration[] {
  const path = 'siemForwarder.health.secretExpiry';
  const steps = config.getOptional(path);
  if (steps === undefined) {
    return defaultHealthSettings.secretExpiry;
  }
  if (!Array.isArray(steps) || steps.length === 0) {
    throw new InputError(
      `${path} must be a list of durations, for example [60d, 30d, 7d]`,
    );
  }
  return steps
    .map((_, index) => positive(config, `${path}[${index}]`))
    .sort((a, b) => durationToMilliseconds(b) - durationToMilliseconds(a));
}

function positive(config: Config, key: string): HumanDuration {
  const duration = readDurationFromConfig(config, { key });
  if (durationToMilliseconds(duration) <= 0) {
    throw new InputError(`${key} must be longer than zero`);
  }
  return duration;
}
