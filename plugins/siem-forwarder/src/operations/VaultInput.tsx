import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Select } from '@backstage/ui';
import { useFormOptions } from '../fields/useFormOptions';
import { siemForwarderTranslationRef } from '../translation';

/** Stands for 'no key vault' in the select, whose keys cannot be empty. */
const NONE = '*';

/** Which key vault keeps the next secret of an adopted forwarder; none is possible. */
export function VaultInput(props: {
  value?: string;
  onChange: (keyVault: string | undefined) => void;
}) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value: options } = useFormOptions();
  if (!options?.keyVaults.length) {
    return null;
  }
  return (
    <Select
      label={t('operations.keyVault')}
      options={[
        { value: NONE, label: t('fields.keyVault.noCopy') },
        ...options.keyVaults.map(({ id }) => ({ value: id, label: id })),
      ]}
      value={props.value ?? NONE}
      onChange={chosen =>
        props.onChange(
          chosen === NONE || chosen === null ? undefined : String(chosen),
        )
      }
    />
  );
}
