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
  const shown = buttonKinds.filter(kind =>
    written
      ? kind !== 'adopt' && kind !== (paused ? 'pause' : 'resume')
      : kind === 'adopt' && !busy,
  );
  const denied = shown.filter(kind => permissions[kind] === false);
  const reasons = [
    ...(denied.length > 0
      ? [
          denied.length === shown.length
            ? t('operations.denied')
            : t('operations.deniedSome', {
                kinds: denied
                  .map(kind => t(`operations.kinds.${kind}`))
                  .join(', '),
              }),
        ]
      : []),
    ...(written && busy && denied.length < shown.length
      ? [t('operations.busy')]
      : []),
    ...(!written && !busy ? [t('operations.notWritten')] : []),
  ];
  if (shown.length === 0) {
    // It is being made: the run below says how far it is.
    return null;
  }

  return (
    <div className={styles.actions}>
      <div className={styles.buttons}>
        {shown.map(kind => (
          <Button
            key={kind}
            size="small"
            variant="secondary"
            destructive={kind === 'decommission'}
            isDisabled={!permissions[kind] || busy}
            onPress={() => setChosen(kind)}
          >
            {t(`operations.kinds.${kind}`)}
          </Button>
        ))}
      </div>
      {reasons.map(reason => (
        <Text as="p" key={reason} variant="body-small" color="secondary">
          {reason}
        </Text>
      ))}
      {chosen && (
        <OperationDialog
          entityRef={entityRef}
          kind={chosen}
          present={written ? last.spec : undefined}
          onClose={() => setChosen(undefined)}
          onOpened={onOpened}
        />
      )}
    </div>
  );
}
