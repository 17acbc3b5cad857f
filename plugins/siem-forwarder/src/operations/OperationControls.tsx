import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { toError } from '@backstage/errors';
import { Button, Text } from '@backstage/ui';
import { useState } from 'react';
import { siemForwarderApiRef } from '../api';
import { siemForwarderTranslationRef } from '../translation';
import styles from './OperationsCard.module.css';

/** Retry and Roll back of an open operation; the backend decides who may, and says why not. */
export function OperationControls(props: {
  id: string;
  onChange?: () => void;
}) {
  const { id, onChange } = props;
  const api = useApi(siemForwarderApiRef);
  const { t } = useTranslationRef(siemForwarderTranslationRef);
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
    <div>
      <div className={styles.buttons}>
        <Button
          size="small"
          variant="secondary"
          isPending={pending === 'retry'}
          isDisabled={pending !== undefined}
          onPress={() => press('retry')}
        >
          {t('operations.retry')}
        </Button>
        <Button
          size="small"
          variant="secondary"
          destructive
          isPending={pending === 'rollBack'}
          isDisabled={pending !== undefined}
          onPress={() => press('rollBack')}
        >
          {t('operations.rollBack')}
        </Button>
      </div>
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
