import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Button, Select, Text } from '@backstage/ui';
import { useFleetFilterOptions } from '../fleet/useFleetFilterOptions';
import { siemForwarderTranslationRef } from '../translation';
import { AuditFilters, hasAuditFilters } from './AuditFilters';
import { AuditPeriodFilter } from './AuditPeriodFilter';
import { ExportAuditButton } from './ExportAuditButton';
import { ForwarderFilter } from './ForwarderFilter';
import styles from './AuditFilterBar.module.css';

/** Stands for 'no filter' in a select, whose keys cannot be empty. */
const ALL = '*';

/** Period, kind, owner and forwarder, and the file of what they find. */
export function AuditFilterBar(props: {
  filters: AuditFilters;
  onChange: (change: Partial<AuditFilters>) => void;
}) {
  const { filters, onChange } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value, error } = useFleetFilterOptions();
  const owners = value?.owners ?? [];
  const chosenIsMissing =
    filters.owner && !owners.some(({ id }) => id === filters.owner);

  return (
    <>
      <div className={styles.bar}>
        <AuditPeriodFilter filters={filters} onChange={onChange} />
        <Select
          className={styles.select}
          size="medium"
          aria-label={t('audit.kind')}
          options={[
            { id: ALL, label: t('audit.allKinds') },
            { id: 'transition', label: t('audit.kinds.transition') },
            { id: 'operation', label: t('audit.kinds.operation') },
          ]}
          value={filters.kind ?? ALL}
          onChange={key =>
            onChange({
              kind:
                key === 'transition' || key === 'operation' ? key : undefined,
            })
          }
        />
        <Select
          className={styles.select}
          size="medium"
          aria-label={t('fleet.owner')}
          options={[
            { id: ALL, label: t('fleet.allOwners') },
            ...owners.map(({ id, title }) => ({ id, label: title })),
            ...(filters.owner && chosenIsMissing
              ? [{ id: filters.owner, label: filters.owner }]
              : []),
          ]}
          value={filters.owner ?? ALL}
          onChange={key =>
            onChange({ owner: key === ALL ? undefined : String(key) })
          }
        />
        <ForwarderFilter
          className={styles.forwarder}
          chosen={filters.forwarder}
          onChange={forwarder => onChange({ forwarder })}
        />
        {hasAuditFilters(filters) && (
          <Button
            variant="tertiary"
            onPress={() =>
              onChange({
                kind: undefined,
                owner: undefined,
                forwarder: undefined,
              })
            }
          >
            {t('fleet.clear')}
          </Button>
        )}
        <div className={styles.end}>
          <ExportAuditButton filters={filters} />
        </div>
      </div>
      {error && (
        <Text as="p" variant="body-small" color="secondary">
          {t('fleet.filtersFailed')}: {error.message}
        </Text>
      )}
    </>
  );
}
