import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { RiCloseLine, RiFileSearchLine } from '@remixicon/react';
import { Operation } from 'backstage-plugin-siem-forwarder-common';
import { operationPresentation } from '../audit/operationPresentation';
import { Pill } from '../status';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { OperationFailure } from './OperationFailure';
import { OperationIdle } from './OperationIdle';
import { OperationProgress } from './OperationProgress';
import { OperationReport } from './OperationReport';
import { TaskLink } from './TaskLink';
import styles from './OperationsCard.module.css';

/** One operation: how far it is, what it waits for or failed with, and what can be done then. */
export function OperationItem(props: {
  operation: Operation;
  /** Says of which forwarder, where that is not the page's. */
  named?: boolean;
  onChange: () => void;
}) {
  const { operation, named = false, onChange } = props;
  const { actor, dryRun, failures = [], kind, spec, status } = operation;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const failed = status === 'open' && failures.length > 0;
  const idle = status === 'open' && !failed ? operation.idleSince : undefined;
  const { icon, tone } = operationPresentation[status];

  return (
    <li className={styles.operation}>
      <div className={styles.head}>
        <strong>
          {named
            ? t('operations.ask', {
                kind: t(`operations.kinds.${kind}`),
                name: spec.title ?? spec.name,
              })
            : t(`operations.kinds.${kind}`)}
        </strong>
        {failed ? (
          <Pill icon={RiCloseLine} tone="negative">
            {t('operations.failed')}
          </Pill>
        ) : (
          <Pill icon={icon} tone={tone}>
            {t(`audit.operationStatus.${status}`)}
          </Pill>
        )}
        {dryRun && (
          <Pill icon={RiFileSearchLine} tone="neutral">
            {t('audit.dryRun')}
          </Pill>
        )}
      </div>
      <div className={styles.quiet}>
        <EntityRefLink entityRef={actor} defaultKind="user" />
        <RelativeTime at={operation.openedAt} className={styles.part} />
        {operation.driver === 'task' && (
          <span className={styles.part}>
            <TaskLink id={operation.id} />
          </span>
        )}
      </div>
      {status === 'open' && <OperationProgress operation={operation} />}
      {failed && <OperationFailure operation={operation} onChange={onChange} />}
      {idle && (
        <OperationIdle operation={operation} since={idle} onChange={onChange} />
      )}
      {!failed && <OperationReport operation={operation} />}
    </li>
  );
}
