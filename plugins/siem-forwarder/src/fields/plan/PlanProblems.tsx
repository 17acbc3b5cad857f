import { Problem } from 'backstage-plugin-siem-forwarder-common';
import { Tone } from '../../status';
import tones from '../../status/tone.module.css';
import styles from './PlanField.module.css';

/** Problems of one severity, each with its field and remedy. */
export function PlanProblems(props: {
  title: string;
  tone: Tone;
  problems: Problem[];
}) {
  const { title, tone, problems } = props;
  if (problems.length === 0) {
    return null;
  }
  return (
    <section>
      <h4 className={styles.sectionTitle}>{title}</h4>
      <ul className={styles.list}>
        {problems.map(({ field, code, message, remedy }) => (
          <li
            key={`${field}|${code}`}
            className={`${tones.tone} ${styles.problem}`}
            data-tone={tone}
          >
            {message} <span className={styles.secondary}>{remedy}</span>{' '}
            <span className={styles.field}>{field}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
