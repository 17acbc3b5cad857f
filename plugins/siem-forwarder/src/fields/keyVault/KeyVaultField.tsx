import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Select, Skeleton } from '@backstage/ui';
import { useState } from 'react';
import { siemForwarderTranslationRef } from '../../translation';
import { FieldLoadFailed } from '../FieldLoadFailed';
import { FieldMessage } from '../FieldMessage';
import { FieldProps } from '../FieldProps';
import { useAutoSelect } from '../useAutoSelect';
import { useFormOptions } from '../useFormOptions';
import outlined from '../outlined.module.css';

/** Stands for 'no key vault' in the select, whose keys cannot be empty. */
const NONE = '*';

/** Chooses the key vault that keeps a copy of the secret; none is possible. */
export function KeyVaultField(props: FieldProps) {
  const { formData, onChange, schema, required, disabled, rawErrors } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value, error, reload } = useFormOptions();
  const [declined, setDeclined] = useState(false);
  const title = schema.title ?? t('fields.keyVault.title');
  useAutoSelect(
    declined ? undefined : value?.keyVaults.map(({ id }) => id),
    formData,
    onChange,
  );

  if (!value) {
    return error ? (
      <FieldLoadFailed title={title} error={error} onRetry={reload} />
    ) : (
      <Skeleton width="100%" height={40} />
    );
  }
  if (value.keyVaults.length === 0) {
    return <FieldMessage>{t('fields.keyVault.none')}</FieldMessage>;
  }
  const none = required
    ? []
    : [{ id: NONE, label: t('fields.keyVault.noCopy') }];
  return (
    <Select
      className={outlined.field}
      id={props.idSchema.$id}
      size="medium"
      label={title}
      description={schema.description}
      secondaryLabel={required ? t('fields.required') : undefined}
      isDisabled={disabled}
      validationBehavior="aria"
      isInvalid={rawErrors.length > 0}
      options={[
        ...value.keyVaults.map(({ id, url }) => ({
          id,
          label: id,
          description: url,
        })),
        ...none,
      ]}
      value={formData ?? NONE}
      onChange={key => {
        const chosen = key === NONE || key === null ? undefined : String(key);
        setDeclined(chosen === undefined);
        onChange(chosen);
      }}
    />
  );
}
