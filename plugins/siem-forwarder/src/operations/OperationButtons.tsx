import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Button, Text } from '@backstage/ui';
import { Operation } from 'backstage-plugin-siem-forwarder-common';
import { useState } from 'react';
import { siemForwarderTranslationRef } from '../translation';
import { ButtonKind, buttonKinds } from './buttonKinds';
import { isUnderWay } from './isUnderWay';
import { OperationDialog } from './OperationDialog';
import { useKindPermissions } from './useKindPermissions';
import styles from './OperationsCard.module.css';

/** What can be done with a forwarder; what cannot says why, below. */
export function OperationButtons(props: {
  entityRef: string;
  operations: Operation[];
  paused: boolean;
  onOpened: () => void;
}) {
  const { entityRef, operations, paused, onOpened } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const permissions = useKindPermissions(entityRef);
  const [chosen, setChosen] = useState<ButtonKind>();

  const real = operations.filter(({ dryRun }) => !dryRun);
  const busy = real.some(isUnderWay);
  const last = real.find(({ status }) => status === 'done');
  const written = last !== undefined && last.kind !== 'decommission';
  const shown = buttonKinds.filter(
    kind =>
      kind !== (paused ? 'pause' : 'resume') && (kind !== 'adopt' || !written),
  );

  /** Why a button is off; undefined for one that is on. */
  const obstacle = (kind: ButtonKind): string | undefined => {
    if (permissions[kind] === false) {
      return t('operations.denied');
    }
    if (busy) {
      return t('operations.busy');
    }
    return written || kind === 'adopt' ? undefined : t('operations.notWritten');
  };
  const reasons = new Map<string, string[]>();
  for (const kind of shown) {
    const reason = obstacle(kind);
    if (reason) {
      reasons.set(reason, [
        ...(reasons.get(reason) ?? []),
        t(`operations.kinds.${kind}`),
      ]);
    }
  }

  return (
    <div>
      <div className={styles.buttons}>
        {shown.map(kind => (
          <Button
            key={kind}
            size="small"
            variant="secondary"
            destructive={kind === 'decommission'}
            isDisabled={!permissions[kind] || obstacle(kind) !== undefined}
            onPress={() => setChosen(kind)}
          >
            {t(`operations.kinds.${kind}`)}
          </Button>
        ))}
      </div>
      {[...reasons].map(([reason, kinds]) => (
        <Text as="p" key={reason} variant="body-small" color="secondary">
          {kinds.join(', ')}: {reason}
        </Text>
      ))}
      {chosen && (
        <OperationDialog
          entityRef={entityRef}
          kind={chosen}
          onClose={() => setChosen(undefined)}
          onOpened={onOpened}
        />
      )}
    </div>
  );
}
