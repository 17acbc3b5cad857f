import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Radio, RadioGroup } from '@backstage/ui';
import { ReactNode } from 'react';
import { siemForwarderTranslationRef } from '../translation';
import styles from './ChoiceList.module.css';

/** One choice of a {@link ChoiceList}. */
export interface Choice {
  id: string;
  title: string;
  subtitle?: string;
  /** What helps to decide. */
  facts?: ReactNode;
  /** Why it cannot be chosen. */
  disabledReason?: string;
}

/** Choices that need more than a line each: a radio group of boxes. */
export function ChoiceList(props: {
  label: string;
  description?: string;
  required?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  choices: Choice[];
  chosen?: string;
  onChange: (id: string) => void;
}) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <RadioGroup
      label={props.label}
      description={props.description}
      secondaryLabel={props.required ? t('fields.required') : undefined}
      isDisabled={props.disabled}
      validationBehavior="aria"
      isInvalid={props.invalid}
      value={props.chosen ?? null}
      onChange={props.onChange}
    >
      {props.choices.map(choice => (
        <Radio
          key={choice.id}
          value={choice.id}
          isDisabled={choice.disabledReason !== undefined}
          className={styles.choice}
        >
          <div className={styles.words}>
            <div className={styles.title}>
              {choice.title}
              {choice.subtitle && (
                <span className={styles.subtitle}>{choice.subtitle}</span>
              )}
            </div>
            {choice.disabledReason && (
              <div className={styles.reason}>{choice.disabledReason}</div>
            )}
            {choice.facts}
          </div>
        </Radio>
      ))}
    </RadioGroup>
  );
}
