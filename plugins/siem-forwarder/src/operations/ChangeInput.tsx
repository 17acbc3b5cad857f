import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Checkbox, Select, TextField } from '@backstage/ui';
import {
  forwarderContents,
  ForwarderSpec,
} from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import { OperationFormValues } from './inputOf';

/** What can be changed of a forwarder, filled in with what it is. */
export function ChangeInput(props: {
  present?: ForwarderSpec;
  values: OperationFormValues;
  onChange: (changed: OperationFormValues) => void;
}) {
  const { present, values, onChange } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const hub = present?.eventHub;
  const fixed = present !== undefined && present.namespace.tier !== 'Premium';
  const content = values.content ?? present?.content ?? null;
  const asksConsent =
    content !== null &&
    content !== present?.content &&
    !present?.exportsWholeTable;

  return (
    <>
      <TextField
        label={t('operations.retentionHours')}
        type="text"
        inputMode="numeric"
        value={values.retentionHours ?? String(hub?.retentionHours ?? '')}
        onChange={typed =>
          onChange({ retentionHours: typed.replace(/\D/g, '') })
        }
      />
      <TextField
        label={t('operations.partitionCount')}
        description={
          fixed
            ? t('operations.partitionsFixed', { tier: present.namespace.tier })
            : t('operations.partitionsGrow')
        }
        type="text"
        inputMode="numeric"
        isDisabled={fixed}
        value={values.partitionCount ?? String(hub?.partitionCount ?? '')}
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
        value={content}
        onChange={chosen =>
          onChange({ content: chosen ? String(chosen) : undefined })
        }
      />
      {asksConsent && (
        <Checkbox
          isSelected={values.exportsWholeTable ?? false}
          onChange={exportsWholeTable => onChange({ exportsWholeTable })}
        >
          {t('operations.consent')}
        </Checkbox>
      )}
    </>
  );
}
