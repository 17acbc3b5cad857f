import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { RiCloseLine, RiFileSearchLine } from '@remixicon/react';
import {
  Operation,
  operationSteps,
} from 'backstage-plugin-siem-forwarder-common';
import { operationPresentation } from '../audit/operationPresentation';
import { Pill } from '../status';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { OperationControls } from './OperationControls';
import { TaskLink } from './TaskLink';
import styles from './OperationsCard.module.css';

/** One operation: how far it is, what it waits for or failed with, and what can be done then. */
export function OperationItem(props: {
  operation: Operation;
  onChange: () => void;
}) {
  const { operation, onChange } = props;
  const { actor, dryRun, failures = [], kind, status } = operation;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const steps = operationSteps[kind];
  const done = operation.steps.filter(step => step.status === 'done').length;
  const waiting = operation.steps.find(step => step.status === 'waiting');
  const failed = status === 'open' && failures.length > 0;
  const { icon, tone } = operationPresentation[status];

  return (
    <li className={styles.operation}>
      <div className={styles.head}>
        <strong>{t(`operations.kinds.${kind}`)}</strong>
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
        <EntityRefLink entityRef={actor} defaultKind="user" />,{' '}
        <RelativeTime at={operation.openedAt} />
        {operation.driver === 'task' && <TaskLink id={operation.id} />}
      </div>
      {status === 'open' && (
        <div className={styles.progress}>
          {steps.length > 1 && (
            <progress
              max={steps.length}
              value={done}
              aria-label={t('operations.progress')}
            />
          )}
          <span className={styles.quiet}>
            {t('operations.steps', {
              done: String(done),
              all: String(steps.length),
            })}
          </span>
        </div>
      )}
      {status === 'open' && !failed && waiting && (
        <p className={styles.message}>{waiting.message}</p>
      )}
      {failed &&
        failures.map(({ step, message }) => (
          <p key={step} className={styles.message}>
            <code>{step}</code> {message}
          </p>
        ))}
      {operation.rollBack && (
        <p className={styles.message}>{operation.rollBack}</p>
      )}
      {failed && !dryRun && (
        <OperationControls id={operation.id} onChange={onChange} />
      )}
    </li>
  );
}
