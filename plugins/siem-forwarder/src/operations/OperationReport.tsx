import { Operation } from 'backstage-plugin-siem-forwarder-common';
import styles from './OperationsCard.module.css';

/** What an operation waits for, what it did and left, or why it is taken back. */
export function OperationReport({ operation }: { operation: Operation }) {
  const { rollBack } = operation;
  const [first, ...more] = (rollBack ?? messageOf(operation)).split('\n');
  return first ? (
    <div className={styles.report}>
      <p className={styles.message}>{first}</p>
      {more.length > 0 && (
        <ul className={styles.lines}>
          {more.map(line => (
            <li key={line} className={styles.message}>
              {line}
            </li>
          ))}
        </ul>
      )}
    </div>
  ) : null;
}

/** A run of many steps is told by its progress; other kinds have one. */
function messageOf({ kind, status, steps }: Operation): string {
  const waiting = steps.find(step => step.status === 'waiting');
  if (status === 'open') {
    return waiting?.message ?? '';
  }
  return (kind !== 'provision' && steps.at(-1)?.message) || '';
}
