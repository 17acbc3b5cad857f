import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert, Select, Skeleton } from '@backstage/ui';
import { siemForwarderTranslationRef } from '../../translation';
import { FieldLoadFailed } from '../FieldLoadFailed';
import { FieldProps } from '../FieldProps';
import { useAutoSelect } from '../useAutoSelect';
import { useOwnerChoices } from './useOwnerChoices';
import outlined from '../outlined.module.css';

/** Chooses the group that will own the forwarder, among those with a scope. */
export function OwnerField(props: FieldProps) {
  const { formData, onChange, schema, required, disabled, rawErrors } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value: choices, error, reload } = useOwnerChoices();
  const title = schema.title ?? t('fields.owner.title');
  useAutoSelect(
    choices?.map(({ id }) => id),
    formData,
    onChange,
  );

  if (!choices) {
    return error ? (
      <FieldLoadFailed title={title} error={error} onRetry={reload} />
    ) : (
      <Skeleton width="100%" height={40} />
    );
  }
  if (choices.length === 0) {
    return (
      <Alert
        status="warning"
        icon
        title={title}
        description={t('fields.owner.none')}
      />
    );
  }
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
      options={choices}
      value={formData ?? null}
      onChange={key => onChange(key === null ? undefined : String(key))}
    />
  );
}
