import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { toError } from '@backstage/errors';
import { Button, Text } from '@backstage/ui';
import { Operation } from 'backstage-plugin-siem-forwarder-common';
import { useState } from 'react';
import { siemForwarderApiRef } from '../api';
import { siemForwarderTranslationRef } from '../translation';
import { useKindPermission } from './useKindPermission';
import styles from './OperationsCard.module.css';

/**
 * Retry and Roll back of an open operation, for whoever has the permission of
 * its kind; whatever else stands against it the backend says.
 */
export function OperationControls(props: {
  operation: Pick<Operation, 'id' | 'kind' | 'entityRef'>;
  onChange?: () => void;
}) {
  const { operation, onChange } = props;
  const { id, kind, entityRef } = operation;
  const api = useApi(siemForwarderApiRef);
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const permitted = useKindPermission(kind, entityRef);
  const [pending, setPending] = useState<'retry' | 'rollBack'>();
  const [said, setSaid] = useState<string>();

  const press = (what: 'retry' | 'rollBack') => {
    setPending(what);
    setSaid(undefined);
    const call =
      what === 'retry' ? api.retryOperation(id) : api.rollBackOperation(id);
    call
      .then(() => {
        setSaid(t(`operations.pressed.${what}`));
        onChange?.();
      })
      .catch(error => setSaid(toError(error).message))
      .finally(() => setPending(undefined));
  };

  return (
    <div className={styles.controls}>
      <div className={styles.buttons}>
        <Button
          size="small"
          variant="primary"
          isPending={pending === 'retry'}
          isDisabled={!permitted || pending !== undefined}
          onPress={() => press('retry')}
        >
          {t('operations.retry')}
        </Button>
        <Button
          size="small"
          variant="secondary"
          destructive
          isPending={pending === 'rollBack'}
          isDisabled={!permitted || pending !== undefined}
          onPress={() => press('rollBack')}
        >
          {t('operations.rollBack')}
        </Button>
      </div>
      {permitted === false && (
        <Text as="p" variant="body-small" color="secondary">
          {t('operations.denied')}
        </Text>
      )}
      <div role="status">
        {said && (
          <Text as="p" variant="body-small" color="secondary">
            {said}
          </Text>
        )}
      </div>
    </div>
  );
}
