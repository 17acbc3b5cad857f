import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Button, Select, Text } from '@backstage/ui';
import { siemForwarderTranslationRef } from '../translation';
import { FleetFilters, hasFleetFilters } from './FleetFilters';
import { FleetSearch } from './FleetSearch';
import {
  FleetFilterOption,
  useFleetFilterOptions,
} from './useFleetFilterOptions';
import styles from './FleetFilterBar.module.css';

/** Stands for 'no filter' in a select, whose keys cannot be empty. */
const ALL = '*';

/** Search, owner and SIEM. */
export function FleetFilterBar(props: {
  filters: FleetFilters;
  onChange: (change: Partial<FleetFilters>) => void;
}) {
  const { filters, onChange } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value, error } = useFleetFilterOptions();

  const selects = [
    {
      name: 'owner' as const,
      label: t('fleet.owner'),
      all: t('fleet.allOwners'),
      options: value?.owners,
      chosen: filters.owner,
    },
    {
      name: 'siem' as const,
      label: t('fleet.siem'),
      all: t('fleet.allSiems'),
      options: value?.siems,
      chosen: filters.siem,
    },
  ];

  return (
    <>
      <div className={styles.bar}>
        <FleetSearch
          className={styles.search}
          search={filters.search ?? ''}
          onChange={search => onChange({ search })}
        />
        {selects.map(({ name, label, all, options, chosen }) => (
          <Select
            key={name}
            className={styles.select}
            size="medium"
            aria-label={label}
            options={[
              { id: ALL, label: all },
              ...withChosen(options ?? [], chosen).map(({ id, title }) => ({
                id,
                label: title,
              })),
            ]}
            value={chosen ?? ALL}
            onChange={key =>
              onChange({ [name]: key === ALL ? undefined : String(key) })
            }
          />
        ))}
        {hasFleetFilters(filters) && (
          <Button
            variant="tertiary"
            onPress={() =>
              onChange({
                health: [],
                owner: undefined,
                siem: undefined,
                search: undefined,
              })
            }
          >
            {t('fleet.clear')}
          </Button>
        )}
      </div>
      {error && (
        <Text as="p" variant="body-small" color="secondary">
          {t('fleet.filtersFailed')}: {error.message}
        </Text>
      )}
    </>
  );
}

/** A filter from a link stays visible, and removable, though no forwarder has that value now. */
function withChosen(
  options: FleetFilterOption[],
  chosen: string | undefined,
): FleetFilterOption[] {
  return !chosen || options.some(({ id }) => id === chosen)
    ? options
    : [...options, { id: chosen, title: chosen }];
}
