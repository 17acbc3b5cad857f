import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Button, Select, Text } from '@backstage/ui';
import { FleetSummary } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import { ExportFleetButton } from './ExportFleetButton';
import { FleetFilters, hasFleetFilters } from './FleetFilters';
import { FleetSearch } from './FleetSearch';
import {
  FleetFilterOption,
  useFleetFilterOptions,
} from './useFleetFilterOptions';
import styles from './FleetFilterBar.module.css';

/** Stands for 'no filter' in a select, whose keys cannot be empty. */
const ALL = '*';

/** Search, filters, and the file of what they find. */
export function FleetFilterBar(props: {
  filters: FleetFilters;
  /** Where the regions and subscriptions are known; absent while it is loaded. */
  summary?: FleetSummary;
  onChange: (change: Partial<FleetFilters>) => void;
}) {
  const { filters, summary, onChange } = props;
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
    {
      name: 'region' as const,
      label: t('fleet.region'),
      all: t('fleet.allRegions'),
      options: summary?.regions.map(titled),
      chosen: filters.region,
    },
    {
      name: 'subscription' as const,
      label: t('fleet.subscription'),
      all: t('fleet.allSubscriptions'),
      options: summary?.subscriptions.map(titled),
      chosen: filters.subscription,
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
                region: undefined,
                subscription: undefined,
                losing: undefined,
                search: undefined,
              })
            }
          >
            {t('fleet.clear')}
          </Button>
        )}
        <ExportFleetButton filters={filters} />
      </div>
      {error && (
        <Text as="p" variant="body-small" color="secondary">
          {t('fleet.filtersFailed')}: {error.message}
        </Text>
      )}
    </>
  );
}

function titled(id: string): FleetFilterOption {
  return { id, title: id };
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
