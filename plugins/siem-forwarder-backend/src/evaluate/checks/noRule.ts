import { Answer, skipped } from '../Answer';

/** The answer of everything that asks about a rule that does not exist. */
export function noRule(): Answer {
  return skipped('no-rule', 'There is no export rule to look at.');
}
