import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert, Skeleton } from '@backstage/ui';
import { RiCheckLine, RiFileListLine, RiEyeOffLine } from '@remixicon/react';
import { siemForwarderTranslationRef } from '../../translation';
import { ChoiceList } from '../ChoiceList';
import { FieldLoadFailed } from '../FieldLoadFailed';
import { FieldProps } from '../FieldProps';
import { useAutoSelect } from '../useAutoSelect';
import { useFormOptions } from '../useFormOptions';
import styles from './SiemField.module.css';

/** Chooses the SIEM instance, and says what the portal can do there by itself. */
export function SiemField(props: FieldProps) {
  const { formData, onChange, schema, required, disabled, rawErrors } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value, error, reload } = useFormOptions();
  const title = schema.title ?? t('fields.siem.title');
  useAutoSelect(
    value?.siems.map(({ id }) => id),
    formData,
    onChange,
  );

  if (!value) {
    return error ? (
      <FieldLoadFailed title={title} error={error} onRetry={reload} />
    ) : (
      <Skeleton width="100%" height={72} />
    );
  }
  if (value.siems.length === 0) {
    return (
      <Alert
        status="warning"
        icon
        title={title}
        description={t('fields.siem.none')}
      />
    );
  }
  return (
    <ChoiceList
      label={title}
      description={schema.description}
      required={required}
      disabled={disabled}
      invalid={rawErrors.length > 0}
      chosen={formData}
      onChange={onChange}
      choices={value.siems.map(siem => ({
        id: siem.id,
        title: siem.title,
        subtitle: siem.kind,
        facts: (
          <ul className={styles.abilities}>
            <li>
              {siem.configures ? (
                <RiCheckLine aria-hidden="true" />
              ) : (
                <RiFileListLine aria-hidden="true" />
              )}
              {t(
                siem.configures
                  ? 'fields.siem.configures'
                  : 'fields.siem.handover',
              )}
            </li>
            <li>
              {siem.verifies ? (
                <RiCheckLine aria-hidden="true" />
              ) : (
                <RiEyeOffLine aria-hidden="true" />
              )}
              {t(siem.verifies ? 'fields.siem.verifies' : 'fields.siem.blind')}
            </li>
          </ul>
        ),
      }))}
    />
  );
}
