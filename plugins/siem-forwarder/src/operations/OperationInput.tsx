import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Select, TextField } from '@backstage/ui';
import { forwarderContents } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import { ButtonKind } from './buttonKinds';
import { OperationFormValues } from './inputOf';

/** What a person has to say for an operation; most take nothing. */
export function OperationInput(props: {
  kind: ButtonKind;
  name: string;
  values: OperationFormValues;
  onChange: (changed: OperationFormValues) => void;
}) {
  const { kind, name, values, onChange } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  if (kind === 'pause') {
    return (
      <TextField
        label={t('operations.reason')}
        value={values.reason ?? ''}
        onChange={reason => onChange({ reason })}
      />
    );
  }
  if (kind === 'decommission') {
    return (
      <TextField
        label={t('operations.typeName', { name })}
        value={values.name ?? ''}
        onChange={typed => onChange({ name: typed })}
      />
    );
  }
  if (kind === 'change') {
    return (
      <>
        <TextField
          label={t('operations.retentionHours')}
          type="text"
          inputMode="numeric"
          value={values.retentionHours ?? ''}
          onChange={typed =>
            onChange({ retentionHours: typed.replace(/\D/g, '') })
          }
        />
        <TextField
          label={t('operations.partitionCount')}
          type="text"
          inputMode="numeric"
          value={values.partitionCount ?? ''}
          onChange={typed =>
            onChange({ partitionCount: typed.replace(/\D/g, '') })
          }
        />
        <Select
          label={t('operations.content')}
          options={forwarderContents.map(value => ({
            value,
            label: t(`operations.contents.${value}`),
          }))}
          value={values.content ?? null}
          onChange={content =>
            onChange({ content: content ? String(content) : undefined })
          }
        />
      </>
    );
  }
  return null;
}
