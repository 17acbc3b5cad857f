import {
  Cause,
  CheckStatus,
  ForwarderHealth,
  Loss,
  Transition,
} from 'backstage-plugin-siem-forwarder-common';
import { z } from 'zod/v3';
import { explanationSchema } from './explanationSchema';
import { reachesSiem } from './reachesSiem';

/** A forwarder explained in sentences. */
export type Explanation = z.infer<ReturnType<typeof explanationSchema>>;

const troubled: Partial<Record<CheckStatus, boolean>> = {
  failing: true,
  warning: true,
  quiet: true,
  unknown: true,
};

/**
 * Explains the health of a forwarder.
 *
 * @param last - its last change of health; names who brought that about
 */
export function explain(
  forwarder: ForwarderHealth,
  last?: Transition,
): Explanation {
  const { entityRef, health, headline, detail, since, checkedAt } = forwarder;
  const { remedy, loss, paused, findings } = forwarder;
  const who = whoOf(
    forwarder.cause ?? (last?.to === health ? last.cause : undefined),
  );
  const consequences = findings
    .filter(({ status, consequenceOf }) => consequenceOf && troubled[status])
    .map(({ message }) => message);
  return {
    entityRef,
    health,
    reaches: reachesSiem(forwarder),
    why: sentences(headline, detail),
    since,
    ...(who ? { who } : {}),
    ...(remedy ? { whatToDo: `${remedy.title}: ${remedy.text}` } : {}),
    ...(remedy?.url ? { whereToDoIt: remedy.url } : {}),
    ...(loss ? { loss: lossOf(loss) } : {}),
    consequences,
    ...(paused !== undefined ? { paused } : {}),
    ...(checkedAt ? { checkedAt } : {}),
  };
}

function whoOf(cause: Cause | undefined): string | undefined {
  if (cause?.kind === 'activity') {
    return `${cause.caller}, at ${cause.at} (${cause.operation})`;
  }
  return cause && `Nobody can be named. ${cause.because}`;
}

function lossOf({
  kind,
  count,
  since,
  deadline,
  endedAt,
  basis,
  estimated,
}: Loss): string {
  const number = `${estimated ? 'About ' : ''}${count}`;
  const rows =
    count === undefined ? 'Rows' : `${number} row${count === 1 ? '' : 's'}`;
  const singular = count === 1;
  if (kind === 'losing') {
    return sentences(
      endedAt
        ? `${rows} ${
            singular ? 'was' : 'were'
          } lost from ${since} until ${endedAt}`
        : `${rows} ${singular ? 'is' : 'are'} lost since ${since}`,
      basis,
    );
  }
  return sentences(
    `${rows} ${singular ? 'waits' : 'wait'} since ${since}${
      deadline ? ` and ${singular ? 'is' : 'are'} lost from ${deadline} on` : ''
    }`,
    basis,
  );
}

function sentences(...parts: (string | undefined)[]): string {
  return parts
    .filter((part): part is string => Boolean(part))
    .map(part => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join(' ');
}
