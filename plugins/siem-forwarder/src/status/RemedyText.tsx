import { Remedy } from 'backstage-plugin-siem-forwarder-common';
import styles from './RemedyText.module.css';

/** How to do it; what stands between backticks is a command, to be copied whole. */
export function RemedyText(props: { remedy: Remedy }) {
  const parts = props.remedy.text.split('`');
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <code key={index} className={styles.command}>
            {part}
          </code>
        ) : (
          // The full stop after a command would stand on a line of its own.
          part.replace(/^\.$/, '')
        ),
      )}
    </>
  );
}
