import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { LostItem } from 'backstage-plugin-siem-forwarder-common';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import styles from './LossItems.module.css';

/** The rows that did not reach the SIEM, by number and title. */
export function LossItems({ items }: { items: LostItem[] }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label={t('loss.items')}
      // A region that scrolls must be reachable with the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.items}>
        <thead>
          <tr>
            <th scope="col">{t('loss.number')}</th>
            <th scope="col">{t('loss.what')}</th>
            <th scope="col">{t('loss.severity')}</th>
            <th scope="col">{t('loss.written')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <tr key={`${item.table} ${item.id} ${item.at}`}>
              <td>{item.id}</td>
              <td className={styles.what}>{item.title || item.table}</td>
              <td>{item.severity}</td>
              <td>
                <RelativeTime at={item.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
