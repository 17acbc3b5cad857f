import { RemixiconComponentType } from '@remixicon/react';
import { ReactNode } from 'react';
import { Tone } from './Tone';
import styles from './Pill.module.css';
import tones from './tone.module.css';

/** Icon, word and colour of a status, in one line. */
export function Pill(props: {
  icon: RemixiconComponentType;
  tone: Tone;
  children: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <span className={`${tones.tone} ${styles.pill}`} data-tone={props.tone}>
      <Icon aria-hidden="true" />
      <span>{props.children}</span>
    </span>
  );
}
