import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Skeleton,
  Text,
} from '@backstage/ui';
import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';
import { useState } from 'react';
import { siemForwarderApiRef } from '../api';
import { PlanChanges } from '../fields/plan/PlanChanges';
import { useDebounced } from '../fields/useDebounced';
import { siemForwarderTranslationRef } from '../translation';
import { ButtonKind } from './buttonKinds';
import { inputOf, OperationFormValues } from './inputOf';
import { OperationInput } from './OperationInput';
import { useDryRun } from './useDryRun';
import styles from './OperationsCard.module.css';

/** How long the fields rest before it is asked again what would happen. */
const PAUSE_MILLISECONDS = 500;

/** Shows what an operation would do, asks for what it needs, and opens it. */
export function OperationDialog(props: {
  entityRef: string;
  kind: ButtonKind;
  /** What the forwarder is, where the portal made or adopted it. */
  present?: ForwarderSpec;
  onClose: () => void;
  onOpened: () => void;
}) {
  const { entityRef, kind, present: spec, onClose, onOpened } = props;
  const { name } = parseEntityRef(entityRef);
  const api = useApi(siemForwarderApiRef);
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const [values, setValues] = useState<OperationFormValues>({});
  const [opening, setOpening] = useState(false);
  const [refusal, setRefusal] = useState<Error>();

  const present = { name, spec };
  const input = inputOf(kind, values, present);
  // Taking down is shown before the name is typed, which only confirms it.
  const planned = kind === 'decommission' ? { name } : input;
  const text = JSON.stringify(planned && { kind, input: planned });
  const asked = useDebounced(text, PAUSE_MILLISECONDS);
  const dryRun = useDryRun(entityRef, asked ? JSON.parse(asked) : undefined);
  const checking = dryRun.loading || asked !== text;
  const failure =
    dryRun.error?.message ??
    dryRun.value?.failures?.map(({ message }) => message).join('\n');
  const changes = dryRun.value?.steps.flatMap(step => step.changes);

  const open = () => {
    setOpening(true);
    setRefusal(undefined);
    api.openOperation(entityRef, { kind, input }).then(
      () => {
        onOpened();
        onClose();
      },
      error => {
        setOpening(false);
        setRefusal(toError(error));
      },
    );
  };

  // What goes is read before the name is typed.
  const fields = (
    <OperationInput
      kind={kind}
      present={present}
      values={values}
      onChange={changed => setValues({ ...values, ...changed })}
    />
  );

  return (
    <Dialog
      isOpen
      onOpenChange={shown => !shown && onClose()}
      width="min(640px, 92vw)"
    >
      <DialogHeader>
        {t('operations.ask', { kind: t(`operations.kinds.${kind}`), name })}
      </DialogHeader>
      <DialogBody>
        <div className={styles.dialog} aria-busy={checking}>
          <Text as="p">{t(`operations.meanings.${kind}`)}</Text>
          {kind !== 'decommission' && fields}
          {planned && checking && <Skeleton width="100%" height={80} />}
          {planned && !checking && failure && (
            <Alert
              status="danger"
              icon
              title={t('operations.refused')}
              description={failure}
            />
          )}
          {planned && !checking && !failure && changes && (
            <PlanChanges changes={changes} />
          )}
          {kind === 'decommission' && fields}
          {refusal && (
            <Alert
              status="danger"
              icon
              title={t('operations.notOpened')}
              description={refusal.message}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          destructive={kind === 'decommission'}
          isPending={opening}
          isDisabled={!input || checking || Boolean(failure)}
          onPress={open}
        >
          {t(`operations.kinds.${kind}`)}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('operations.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
