import { Link } from '@backstage/ui';
import { CopyButton } from './CopyButton';
import styles from './ValueList.module.css';

/** Values that people carry to another place, each with a copy button. */
export function ValueList(props: {
  values: { label: string; value: string; url?: string }[];
}) {
  return (
    <dl className={styles.list}>
      {props.values.map(({ label, value, url }) => (
        <div key={label}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>
            <span className={styles.text}>
              {url ? (
                <Link href={url} target="_blank" rel="noopener noreferrer">
                  {value}
                </Link>
              ) : (
                value
              )}
            </span>
            <CopyButton label={label} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
