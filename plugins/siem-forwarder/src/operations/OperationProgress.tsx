import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  Operation,
  operationSteps,
} from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import styles from './OperationsCard.module.css';

/** How many steps of an operation are done; nothing of one that has but one. */
export function OperationProgress({ operation }: { operation: Operation }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const all = operationSteps[operation.kind].length;
  const done = operation.steps.filter(({ status }) => status === 'done').length;
  return all > 1 ? (
    <div className={styles.progress}>
      <progress max={all} value={done} aria-label={t('operations.progress')} />
      <span className={styles.quiet}>
        {t('operations.steps', { done: String(done), all: String(all) })}
      </span>
    </div>
  ) : null;
}
