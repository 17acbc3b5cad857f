import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { TextField } from '@backstage/ui';
import { RiErrorWarningLine, RiLoader4Line } from '@remixicon/react';
import { siemForwarderTranslationRef } from '../../translation';
import { FieldMessage } from '../FieldMessage';
import { FieldProps } from '../FieldProps';
import { readFormData } from '../readFormData';
import { availabilityPresentation } from './availabilityPresentation';
import { useNamespaceName } from './useNamespaceName';
import outlined from '../outlined.module.css';

/** Names the Event Hubs namespace: suggests a name, and says while one types whether it is free. */
export function NamespaceNameField(props: FieldProps) {
  const { formData, onChange, schema, required, disabled, rawErrors } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { owner, workspaceId } = readFormData(props.formContext?.formData);
  const { availability, error, type } = useNamespaceName({
    owner,
    workspaceId,
    name: formData,
    onChange,
  });
  const presentation =
    availability && availabilityPresentation[availability.state];

  const message = () => {
    if (!workspaceId) {
      return (
        <FieldMessage>{t('fields.namespaceName.chooseWorkspace')}</FieldMessage>
      );
    }
    if (availability && presentation) {
      return (
        <FieldMessage icon={presentation.icon} tone={presentation.tone}>
          <strong>
            {t(`fields.namespaceName.states.${availability.state}`)}.
          </strong>{' '}
          {availability.message}
        </FieldMessage>
      );
    }
    if (error) {
      return (
        <FieldMessage icon={RiErrorWarningLine} tone="warning">
          {t('fields.namespaceName.failed', { message: error.message })}
        </FieldMessage>
      );
    }
    return (
      <FieldMessage icon={RiLoader4Line}>
        {t('fields.namespaceName.checking')}
      </FieldMessage>
    );
  };

  // Marked as invalid for people only: a native mark would stop the form from being validated again.
  return (
    <div>
      <TextField
        className={outlined.field}
        id={props.idSchema.$id}
        size="medium"
        label={schema.title ?? t('fields.namespaceName.title')}
        description={schema.description}
        secondaryLabel={required ? t('fields.required') : undefined}
        isDisabled={disabled}
        validationBehavior="aria"
        isInvalid={presentation ? presentation.blocks : rawErrors.length > 0}
        value={formData ?? ''}
        onChange={type}
      />
      {message()}
    </div>
  );
}
