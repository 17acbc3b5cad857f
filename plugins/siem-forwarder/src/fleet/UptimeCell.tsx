import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Cell, Skeleton, VisuallyHidden } from '@backstage/ui';
import { UptimeShare } from 'backstage-plugin-siem-forwarder-common';
import { formatShare } from '../card/formatShare';
import { siemForwarderTranslationRef } from '../translation';
import styles from './FleetTable.module.css';

/** The share of 30 days in which forwarding worked; how much of them is known is said beside it. */
export function UptimeCell(props: {
  uptime?: UptimeShare;
  /** True until the first answer. */
  loading: boolean;
}) {
  const { uptime, loading } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  if (!uptime && loading) {
    return (
      <Cell>
        <Skeleton width={56} height={16} />
      </Cell>
    );
  }
  const { ratio, known = 0, hours = 0 } = uptime ?? {};
  // A share of minutes says nothing, whichever it is.
  if (ratio === undefined || known * hours < 1) {
    const words =
      ratio === undefined ? t('uptime.nothingKnown') : t('uptime.tooShort');
    return (
      <Cell>
        <span className={styles.quiet} title={words}>
          <span aria-hidden="true">–</span>
          <VisuallyHidden>{words}</VisuallyHidden>
        </span>
      </Cell>
    );
  }
  const words = t('fleet.uptimeKnown', {
    known: formatShare(known),
    days: String(hours / 24),
  });
  return (
    <Cell>
      <span className={styles.number} title={words}>
        {formatShare(ratio)}
        <VisuallyHidden>, {words}</VisuallyHidden>
      </span>
    </Cell>
  );
}
