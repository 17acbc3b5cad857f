import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { TextField } from '@backstage/ui';
import { siemForwarderTranslationRef } from '../translation';
import { ButtonKind } from './buttonKinds';
import { ChangeInput } from './ChangeInput';
import { OperationFormValues, PresentForwarder } from './inputOf';
import { VaultInput } from './VaultInput';

/** What a person has to say for an operation; most take nothing. */
export function OperationInput(props: {
  kind: ButtonKind;
  present: PresentForwarder;
  values: OperationFormValues;
  onChange: (changed: OperationFormValues) => void;
}) {
  const { kind, present, values, onChange } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  switch (kind) {
    case 'pause':
      return (
        <TextField
          label={t('operations.reason')}
          description={t('operations.reasonSeen')}
          value={values.reason ?? ''}
          onChange={reason => onChange({ reason })}
        />
      );
    case 'decommission':
      return (
        <TextField
          label={t('operations.typeName', { name: present.name })}
          value={values.name ?? ''}
          onChange={name => onChange({ name })}
        />
      );
    case 'change':
      return (
        <ChangeInput
          present={present.spec}
          values={values}
          onChange={onChange}
        />
      );
    case 'adopt':
      return (
        <VaultInput
          value={values.keyVault}
          onChange={keyVault => onChange({ keyVault })}
        />
      );
    default:
      return null;
  }
}
