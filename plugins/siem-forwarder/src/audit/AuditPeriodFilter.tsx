import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { DateRangePicker, Select } from '@backstage/ui';
import { parseDate } from '@internationalized/date';
import { DateTime } from 'luxon';
import { siemForwarderTranslationRef } from '../translation';
import { AuditFilters, recentPeriods } from './AuditFilters';
import styles from './AuditFilterBar.module.css';

/** What a choice of days begins with. */
const DAYS_AT_FIRST = 7;

/** A period that ends now, or two days to choose. */
export function AuditPeriodFilter(props: {
  filters: AuditFilters;
  onChange: (change: Partial<AuditFilters>) => void;
}) {
  const { filters, onChange } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);

  return (
    <>
      <Select
        className={styles.select}
        size="medium"
        aria-label={t('audit.period')}
        options={[
          ...recentPeriods.map(period => ({
            id: period,
            label: t(`audit.periods.${period}`),
          })),
          { id: 'days', label: t('audit.periods.days') },
        ]}
        value={filters.period}
        onChange={key => {
          const period = recentPeriods.find(each => each === key);
          onChange(
            period ? { period, days: undefined } : { days: recentDays() },
          );
        }}
      />
      {filters.days && (
        <DateRangePicker
          size="medium"
          aria-label={t('audit.days')}
          value={{
            start: parseDate(filters.days.from),
            end: parseDate(filters.days.to),
          }}
          onChange={range =>
            range &&
            onChange({
              days: { from: String(range.start), to: String(range.end) },
            })
          }
        />
      )}
    </>
  );
}

function recentDays() {
  const today = DateTime.now();
  return {
    from: today.minus({ days: DAYS_AT_FIRST }).toISODate(),
    to: today.toISODate(),
  };
}
