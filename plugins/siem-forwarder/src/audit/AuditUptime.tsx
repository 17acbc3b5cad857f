import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Card, CardBody, Skeleton, Text } from '@backstage/ui';
import { Uptime } from 'backstage-plugin-siem-forwarder-common';
import { formatShare } from '../card/formatShare';
import { siemForwarderApiRef } from '../api';
import { errorKind, useReloading } from '../live';
import { siemForwarderTranslationRef } from '../translation';
import styles from './AuditUptime.module.css';

/** How long forwarding of one forwarder worked, over a day, 30 and 90 days. */
export function AuditUptime(props: { entityRef: string }) {
  const { entityRef } = props;
  const api = useApi(siemForwarderApiRef);
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value, error } = useReloading(
    signal => api.listUptimes(entityRef, { signal }),
    { key: entityRef },
  );

  if (error) {
    // Nothing is told of a forwarder that the user may not see, as in the time line.
    return errorKind(error) === 'other' ? (
      <Text as="p" variant="body-small" color="secondary">
        {t('audit.uptimeFailed', { message: error.message })}
      </Text>
    ) : null;
  }
  if (value?.length === 0) {
    return null;
  }
  return (
    <Card>
      <CardBody>
        <dl className={styles.periods} aria-label={t('audit.uptime')}>
          {value ? (
            value.map(uptime => <Period key={uptime.hours} uptime={uptime} />)
          ) : (
            <Skeleton width="100%" height={44} />
          )}
        </dl>
      </CardBody>
    </Card>
  );
}

function Period({ uptime }: { uptime: Uptime }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { ratio, known, hours } = uptime;
  // A share of minutes says nothing, whichever it is.
  const tooShort = ratio !== undefined && known * hours < 1;
  return (
    <div>
      <dt className={styles.label}>
        {hours <= 24
          ? t('audit.uptimeHours', { hours: String(hours) })
          : t('audit.uptimeDays', { days: String(hours / 24) })}
      </dt>
      {ratio === undefined || tooShort ? (
        <dd className={`${styles.value} ${styles.nothing}`}>
          {tooShort ? t('uptime.tooShort') : t('uptime.nothingKnown')}
        </dd>
      ) : (
        <dd className={styles.value}>
          {formatShare(ratio)}
          {known < 1 && (
            <span className={styles.known}>
              {t('uptime.known', { known: formatShare(known) })}
            </span>
          )}
        </dd>
      )}
    </div>
  );
}
