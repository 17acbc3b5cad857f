import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Text, VisuallyHidden } from '@backstage/ui';
import { ForwarderSamples } from 'backstage-plugin-siem-forwarder-common';
import { DateTime } from 'luxon';
import { siemForwarderTranslationRef } from '../translation';
import { FlowHop, flowLines, FlowSlot, flowSlots } from './flowSlots';
import styles from './FlowCard.module.css';

const WIDTH = 720;
const HEIGHT = 140;

/** A line for each hop over the day, grey where nobody could look, and the same as a table for those who do not see it. */
export function FlowChart({ samples }: { samples: ForwarderSamples }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const slots = flowSlots(samples);
  const most = Math.max(
    0,
    ...slots.flatMap(({ incoming, outgoing, arrived }) => [
      incoming ?? 0,
      outgoing ?? 0,
      arrived ?? 0,
    ]),
  );
  const known = slots.some(({ incoming }) => incoming !== null);
  if (slots.length === 0 || !known) {
    return <Text color="secondary">{t('flow.nothingKnown')}</Text>;
  }
  const sum = (hop: FlowHop) =>
    String(slots.reduce((total, slot) => total + (slot[hop] ?? 0), 0));
  // Not every SIEM tells.
  const told = slots.some(({ arrived }) => arrived !== null);
  const size = { width: WIDTH, height: HEIGHT, most };
  const step = WIDTH / slots.length;
  const first = DateTime.fromISO(slots[0].from);

  return (
    <div className={styles.flow}>
      <div className={styles.plot}>
        <span className={styles.most} aria-hidden="true">
          {most}
        </span>
        <svg
          className={styles.chart}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {slots.map(({ from, incoming }, index) =>
            incoming === null ? (
              <rect
                key={from}
                className={styles.blind}
                x={index * step}
                y={0}
                width={step}
                height={HEIGHT}
              />
            ) : null,
          )}
          <path
            className={styles.incoming}
            d={flowLines(slots, 'incoming', size)}
          />
          <path
            className={styles.outgoing}
            d={flowLines(slots, 'outgoing', size)}
          />
          <path
            className={styles.arrived}
            d={flowLines(slots, 'arrived', size)}
          />
        </svg>
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span>{first.toLocaleString(DateTime.TIME_SIMPLE)}</span>
        <span>{t('uptime.now')}</span>
      </div>
      <ul className={styles.legend}>
        <li data-hop="incoming">
          {t('flow.incoming', { number: sum('incoming') })}
        </li>
        <li data-hop="outgoing">
          {t('flow.outgoing', { number: sum('outgoing') })}
        </li>
        {told && (
          <li data-hop="arrived">
            {t('flow.arrived', { number: sum('arrived') })}
          </li>
        )}
        {slots.some(({ incoming }) => incoming === null) && (
          <li data-hop="blind">{t('flow.blind')}</li>
        )}
      </ul>
      <VisuallyHidden>
        <Hours slots={slots} />
      </VisuallyHidden>
    </div>
  );
}

/** What the lines say, hour by hour. */
function Hours({ slots }: { slots: FlowSlot[] }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const hours = new Map<string, FlowSlot>();
  const add = (a: number | null, b: number | null) =>
    a === null && b === null ? null : (a ?? 0) + (b ?? 0);
  for (const slot of slots) {
    const hour = DateTime.fromISO(slot.from).startOf('hour').toISO() ?? '';
    const sum = hours.get(hour);
    hours.set(hour, {
      from: hour,
      incoming: sum ? add(sum.incoming, slot.incoming) : slot.incoming,
      outgoing: sum ? add(sum.outgoing, slot.outgoing) : slot.outgoing,
      arrived: sum ? add(sum.arrived, slot.arrived) : slot.arrived,
    });
  }
  return (
    <table>
      <caption>{t('flow.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('flow.hour')}</th>
          <th scope="col">{t('flow.into')}</th>
          <th scope="col">{t('flow.read')}</th>
          <th scope="col">{t('flow.inSiem')}</th>
        </tr>
      </thead>
      <tbody>
        {[...hours.values()].map(({ from, incoming, outgoing, arrived }) => (
          <tr key={from}>
            <th scope="row">
              {DateTime.fromISO(from).toLocaleString(DateTime.TIME_SIMPLE)}
            </th>
            <td>{incoming ?? t('flow.notKnown')}</td>
            <td>{outgoing ?? t('flow.notKnown')}</td>
            <td>{arrived ?? t('flow.notKnown')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
