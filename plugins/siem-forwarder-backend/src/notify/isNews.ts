import { Health } from 'backstage-plugin-siem-forwarder-common';
import { OwnerNotice } from './OwnerNotices';

/** How a forwarder is now. */
interface Present {
  health: Health;
  reasons: readonly string[];
}

/** What an owner was told last; undefined when nothing is left to settle. */
type Told = Pick<OwnerNotice, 'health' | 'trouble' | 'reasons'> | undefined;

/** Why each health is worth telling. */
const newsOf: Record<Health, (told: Told, present: Present) => boolean> = {
  failing: isOtherTrouble,
  degraded: isOtherTrouble,
  // Whatever the reason is, he was told that nobody can look.
  unknown: told => told?.health !== 'unknown',
  pending: told => told?.trouble !== undefined && told.health !== 'pending',
  quiet: told => told !== undefined,
  healthy: told => told !== undefined,
};

/**
 * True when an owner is to be told how his forwarder is: it is in a trouble
 * that he does not know of, or out of the one that he was told of. What came
 * between, and he was not told, does not matter.
 */
export function isNews(told: Told, present: Present): boolean {
  return newsOf[present.health](told, present);
}

function isOtherTrouble(told: Told, { health, reasons }: Present): boolean {
  return (
    told?.health !== health ||
    told.reasons.length !== reasons.length ||
    !told.reasons.every(reason => reasons.includes(reason))
  );
}
