import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert, Button, Card, CardBody } from '@backstage/ui';
import { ReloadFailed } from '../card';
import { errorKind } from '../live';
import { OpenOperations } from '../operations';
import { siemForwarderTranslationRef } from '../translation';
import { FleetEmpty } from './FleetEmpty';
import { FleetFigures } from './FleetFigures';
import { FleetFilterBar } from './FleetFilterBar';
import { hasFleetFilters } from './FleetFilters';
import { FleetTable } from './FleetTable';
import { HealthTiles } from './HealthTiles';
import { useFleet } from './useFleet';
import { useFleetSummary } from './useFleetSummary';
import { useFleetFilters } from './useFleetFilters';
import styles from './FleetContent.module.css';

/** All forwarders that the user may see: counts, filters, table. */
export function FleetContent() {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const [filters, changeFilters] = useFleetFilters();
  const { value, error, loading, reload } = useFleet(filters);
  const summary = useFleetSummary();

  if (error && errorKind(error) === 'forbidden') {
    return (
      <Alert
        status="info"
        icon
        title={t('fleet.forbidden')}
        description={t('fleet.forbiddenText')}
      />
    );
  }
  if (error && !value) {
    return (
      <div className={styles.fleet}>
        <ResponseErrorPanel error={error} />
        <div>
          <Button variant="secondary" onPress={reload}>
            {t('card.retry')}
          </Button>
        </div>
      </div>
    );
  }

  return (
    <div className={styles.fleet}>
      {error && <ReloadFailed error={error} onRetry={reload} />}
      <div className={styles.tiles}>
        <HealthTiles
          counts={value?.counts}
          chosen={filters.health}
          onChange={health => changeFilters({ health })}
        />
        <FleetFigures
          summary={summary.value}
          failed={summary.error !== undefined}
          losing={filters.losing ?? false}
          onLosing={losing => changeFilters({ losing: losing || undefined })}
        />
      </div>
      <OpenOperations />
      <FleetFilterBar
        filters={filters}
        summary={summary.value}
        onChange={changeFilters}
      />
      <Card>
        <CardBody>
          <FleetTable
            list={value}
            loading={loading}
            sort={filters.sort}
            descending={filters.order === 'desc'}
            onSort={(sort, descending) =>
              changeFilters({
                // Worst first needs no word.
                sort: sort === 'health' && !descending ? undefined : sort,
                order: descending ? 'desc' : undefined,
              })
            }
            onCursor={cursor => changeFilters({ cursor })}
            emptyState={<FleetEmpty filtered={hasFleetFilters(filters)} />}
          />
        </CardBody>
      </Card>
    </div>
  );
}
