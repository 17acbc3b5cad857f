import { failing, ok, skipped, warning } from '../Answer';
import { ofSetting } from '../Answers';
import { Check, check } from '../Check';
import { formatDay } from '../formatTime';
import { counted } from '../nouns';
import { change } from '../remedy';
import { siemTitle, withoutSiemToAsk } from './siemSubject';

const DAY = 86_400_000;

/**
 * A token of Splunk lives 30 days unless its maker says otherwise, so that the
 * longer steps of secrets would warn from its first day on.
 */
const WARN_DAYS = 7;

/** Whether the portal's own tokens for the SIEM are valid; without, it sees nothing of it. */
export const connectorTokenCheck: Check = check({
  id: 'delivery/connector-token-valid',
  title: "The portal's tokens for the SIEM are valid",
  source:
    'https://docs.splunk.com/Documentation/Splunk/latest/Security/UseAuthTokens',
  answers: {
    ...ofSetting,
    ok: ['ok'],
    warning: ['token-ends-7d', 'token-ends-1d'],
    failing: ['token-ended'],
    skipped: ['no-end-told', 'no-siem', 'siem-cannot-tell'],
  },
  reads: ['siemTokens'],
  notFor: withoutSiemToAsk,
  evidence: ({ siemTokens }, { subject }) =>
    siemTokens.map(({ name, endsAt }) => ({
      fact: 'siemTokens',
      label: `The ${name} ends`,
      value: endsAt ?? 'not told',
      resource: subject.siem?.id,
    })),
  ask: ({ siemTokens }, { now, subject }) => {
    const title = siemTitle(subject);
    const [first] = siemTokens
      .flatMap(({ name, endsAt }) => (endsAt ? [{ name, endsAt }] : []))
      .sort((a, b) => Date.parse(a.endsAt) - Date.parse(b.endsAt));
    if (!first) {
      return skipped(
        'no-end-told',
        `The portal's tokens for ${title} do not tell when they end.`,
      );
    }
    const day = formatDay(first.endsAt);
    const left = Date.parse(first.endsAt) - now;
    const remedy = change({
      title: `Make a new ${first.name} in ${title}`,
      text: `${title}: Settings > Tokens > New Token, for the user of the old one; then put it into the portal's configuration (siemForwarder.siems). A token cannot be extended.`,
    });
    if (left <= 0) {
      return failing(
        'token-ended',
        `The portal's ${first.name} for ${title} ended on ${day}: the portal no longer sees what arrives.`,
        { brief: 'token ended', remedy },
      );
    }
    const days = Math.floor(left / DAY);
    const when =
      days === 0 ? 'in less than a day' : `in ${counted(days, 'day')}`;
    return left <= WARN_DAYS * DAY
      ? warning(
          days === 0 ? 'token-ends-1d' : 'token-ends-7d',
          `The portal's ${first.name} for ${title} ends on ${day}, ${when}.`,
          { brief: `token ${days} d`, remedy },
        )
      : ok(`The portal's tokens for ${title} are valid until ${day}.`);
  },
});
