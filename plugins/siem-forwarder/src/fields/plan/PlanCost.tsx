import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Link } from '@backstage/ui';
import { CostEstimate, CostItem } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../../translation';
import styles from './PlanField.module.css';

/** What Azure would bill, in quantities, each with how it came about and where its price is. */
export function PlanCost(props: { cost: CostEstimate; notice: string }) {
  const { cost, notice } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const quantity = ({ quantity: amount, unit }: CostItem) =>
    amount === undefined
      ? t('fields.plan.costUnknown')
      : `${amount.toLocaleString(undefined, {
          maximumSignificantDigits: 6,
        })} ${unit}`;
  return (
    <section>
      <h4 className={styles.sectionTitle}>
        {t('fields.plan.estimate', {
          days: String(cost.days),
          date: cost.date,
        })}
      </h4>
      <ul className={styles.list}>
        {cost.items.map(item => (
          <li key={item.meter}>
            {item.meter}: <strong>{quantity(item)}</strong>
            <div className={styles.secondary}>
              {item.basis}{' '}
              <Link
                href={item.source}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={t('fields.plan.priceOf', { meter: item.meter })}
              >
                {t('fields.plan.price')}
              </Link>
            </div>
          </li>
        ))}
      </ul>
      <p className={styles.cost}>{notice}</p>
    </section>
  );
}
