import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { ForwarderHealth } from 'backstage-plugin-siem-forwarder-common';
import { ReactNode } from 'react';
import { Check, Reloading } from '../live';
import { HealthBadge } from '../status';
import { siemForwarderTranslationRef } from '../translation';
import { CardFooterBar } from './CardFooterBar';
import { ForwarderOverview } from './ForwarderOverview';
import { ForwarderUnavailable } from './ForwarderUnavailable';
import { OverviewSkeleton } from './OverviewSkeleton';
import { ReloadFailed } from './ReloadFailed';
import wrapping from './wrappingCard.module.css';

/** A forwarder at a glance, in each state that loading it can be in. */
export function OverviewCard(props: {
  entityRef: string;
  forwarder: Reloading<ForwarderHealth>;
  check: Check;
  /** Stands beside 'Run check'. */
  action?: ReactNode;
}) {
  const { entityRef, forwarder, check, action } = props;
  const { value, error, reload } = forwarder;
  const { t } = useTranslationRef(siemForwarderTranslationRef);

  if (!value) {
    return (
      <EntityInfoCard title={t('card.title')}>
        {error ? (
          <ForwarderUnavailable
            entityRef={entityRef}
            error={error}
            onRetry={reload}
          />
        ) : (
          <OverviewSkeleton />
        )}
      </EntityInfoCard>
    );
  }

  return (
    <EntityInfoCard
      className={wrapping.card}
      title={t('card.title')}
      headerActions={
        value.checkedAt && (
          <HealthBadge
            health={value.health}
            since={value.since}
            paused={value.paused !== undefined}
          />
        )
      }
      footerActions={
        <CardFooterBar
          checkedAt={value.checkedAt}
          check={check}
          action={action}
        />
      }
    >
      {error && <ReloadFailed error={error} onRetry={reload} />}
      <ForwarderOverview forwarder={value} />
    </EntityInfoCard>
  );
}
