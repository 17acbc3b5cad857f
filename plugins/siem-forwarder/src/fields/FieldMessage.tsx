import { RemixiconComponentType } from '@remixicon/react';
import { ReactNode } from 'react';
import { Tone } from '../status';
import tones from '../status/tone.module.css';
import styles from './FieldMessage.module.css';

/** A line under a field; read aloud when it changes. */
export function FieldMessage(props: {
  icon?: RemixiconComponentType;
  tone?: Tone;
  children: ReactNode;
}) {
  const { icon: Icon, tone, children } = props;
  return (
    <div
      role="status"
      className={`${tones.tone} ${styles.message}`}
      data-tone={tone}
    >
      {Icon && <Icon aria-hidden="true" />}
      <span>{children}</span>
    </div>
  );
}
