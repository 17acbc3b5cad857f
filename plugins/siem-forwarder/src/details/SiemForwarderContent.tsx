import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { isOutOfScope, OverviewCard } from '../card';
import { useCheck, useForwarder } from '../live';
import { OperationsCard } from '../operations';
import { ChecksCard } from './ChecksCard';
import { FlowCard } from './FlowCard';
import { HandoverCard } from './HandoverCard';
import { HistoryCard } from './HistoryCard';
import { LossCard } from './LossCard';
import { ValuesCard } from './ValuesCard';
import styles from './SiemForwarderContent.module.css';

/** The tab of a forwarder: each check with its evidence, the values to note, its history. */
export function SiemForwarderContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const forwarder = useForwarder(entityRef);
  const check = useCheck(entityRef, forwarder.replace);
  const { value } = forwarder;

  return (
    <div className={styles.content}>
      <div className={styles.column}>
        <OverviewCard
          entityRef={entityRef}
          forwarder={forwarder}
          check={check}
        />
        {value?.loss && <LossCard loss={value.loss} />}
        {value && !isOutOfScope(value) && (
          <FlowCard entityRef={entityRef} checkedAt={value.checkedAt} />
        )}
        {value && <ChecksCard findings={value.findings} />}
      </div>
      {value && (
        <div className={styles.column}>
          {value.siem?.kind === 'handover' && !isOutOfScope(value) && (
            <HandoverCard entityRef={entityRef} />
          )}
          <OperationsCard
            entityRef={entityRef}
            paused={value.paused !== undefined}
          />
          <ValuesCard values={value.values} />
          <HistoryCard
            entityRef={entityRef}
            health={value.health}
            since={value.since}
          />
        </div>
      )}
    </div>
  );
}
