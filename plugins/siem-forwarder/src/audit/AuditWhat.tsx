import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { VisuallyHidden } from '@backstage/ui';
import { RiArrowRightLine, RiFileSearchLine } from '@remixicon/react';
import {
  AuditEntry,
  AuditOperation,
  AuditTransition,
} from 'backstage-plugin-siem-forwarder-common';
import { OperationControls, TaskLink } from '../operations';
import { HealthBadge, Pill } from '../status';
import { siemForwarderTranslationRef } from '../translation';
import { operationPresentation } from './operationPresentation';
import styles from './AuditTable.module.css';

/** What happened, and why. */
export function AuditWhat({ entry }: { entry: AuditEntry }) {
  return (
    <div className={styles.cell}>
      {entry.kind === 'transition' ? (
        <Transition entry={entry} />
      ) : (
        <Operation entry={entry} />
      )}
      {entry.why && <div className={styles.why}>{entry.why}</div>}
    </div>
  );
}

function Transition({ entry }: { entry: AuditTransition }) {
  return (
    <div className={styles.what}>
      <VisuallyHidden>{entry.what}</VisuallyHidden>
      {entry.from && (
        <span aria-hidden="true">
          <HealthBadge health={entry.from} />
        </span>
      )}
      {entry.from && (
        <RiArrowRightLine className={styles.arrow} aria-hidden="true" />
      )}
      <span aria-hidden="true">
        <HealthBadge health={entry.to} />
      </span>
    </div>
  );
}

function Operation({ entry }: { entry: AuditOperation }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { icon, tone } = operationPresentation[entry.status];
  return (
    <div className={styles.what}>
      <span className={styles.name}>{entry.what}</span>
      <Pill icon={icon} tone={tone}>
        {t(`audit.operationStatus.${entry.status}`)}
      </Pill>
      {entry.dryRun && (
        <Pill icon={RiFileSearchLine} tone="neutral">
          {t('audit.dryRun')}
        </Pill>
      )}
      {entry.operation === 'provision' && <TaskLink id={entry.operationId} />}
      {entry.status === 'open' && !entry.dryRun && (
        <OperationControls
          operation={{
            id: entry.operationId,
            kind: entry.operation,
            entityRef: entry.entityRef,
          }}
        />
      )}
    </div>
  );
}
