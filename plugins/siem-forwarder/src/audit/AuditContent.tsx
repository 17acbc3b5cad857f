import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert, Button, Card, CardBody, CardFooter, Text } from '@backstage/ui';
import { ReloadFailed } from '../card';
import { errorKind } from '../live';
import { siemForwarderTranslationRef } from '../translation';
import { AuditEmpty } from './AuditEmpty';
import { AuditFilterBar } from './AuditFilterBar';
import { hasAuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import { AuditUptime } from './AuditUptime';
import { useAudit } from './useAudit';
import { useAuditFilters } from './useAuditFilters';
import styles from './AuditContent.module.css';

/** Who did what to which resources, when and why: one time line of changes of health and operations. */
export function AuditContent() {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const [filters, changeFilters] = useAuditFilters();
  const audit = useAudit(filters);
  const { page, error, loading, reload } = audit;

  if (error && errorKind(error) === 'forbidden') {
    return (
      <Alert
        status="info"
        icon
        title={t('audit.forbidden')}
        description={t('audit.forbiddenText')}
      />
    );
  }
  if (error && !page) {
    return (
      <div className={styles.audit}>
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
    <div className={styles.audit}>
      {error && <ReloadFailed error={error} onRetry={reload} />}
      <AuditFilterBar filters={filters} onChange={changeFilters} />
      {filters.forwarder && (
        <AuditUptime key={filters.forwarder} entityRef={filters.forwarder} />
      )}
      <Card>
        <CardBody>
          <AuditTable
            entries={page?.items}
            loading={loading}
            emptyState={<AuditEmpty filtered={hasAuditFilters(filters)} />}
          />
        </CardBody>
        {page && page.items.length > 0 && (
          <CardFooter>
            <div className={styles.foot}>
              <Text as="p" variant="body-small" color="secondary">
                {t('audit.shown', { count: page.items.length })}
                {!audit.loadOlder && ` ${t('audit.all')}`}
              </Text>
              {audit.olderError && (
                <Text as="p" variant="body-small" color="danger">
                  {t('audit.olderFailed', {
                    message: audit.olderError.message,
                  })}
                </Text>
              )}
              {audit.loadOlder && (
                <Button
                  variant="secondary"
                  size="small"
                  isPending={audit.loadingOlder}
                  onPress={audit.loadOlder}
                >
                  {t('audit.older')}
                </Button>
              )}
            </div>
          </CardFooter>
        )}
      </Card>
    </div>
  );
}
