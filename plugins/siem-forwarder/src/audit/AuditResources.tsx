import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  DialogTrigger,
} from '@backstage/ui';
import {
  AuditEntry,
  AuditResource,
} from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import { resourceName } from './resourceName';
import styles from './AuditTable.module.css';

/** Lines of a row; the others are behind a button. */
const SHOWN = 2;

/** Which resources a line is about, and what became of each. */
export function AuditResources({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { resources } = entry;

  if (resources.length === 0) {
    return null;
  }
  return (
    <div className={styles.cell}>
      <ul className={styles.resources}>
        {keyed(resources.slice(0, SHOWN)).map(({ key, resource }) => (
          <li key={key} title={resource.id}>
            <Resource resource={resource} />
          </li>
        ))}
      </ul>
      {resources.some(({ id }) => id) && (
        <DialogTrigger>
          <Button variant="tertiary" size="small" className={styles.more}>
            {resources.length > SHOWN
              ? t('audit.allResources', { count: resources.length })
              : t('audit.showIds')}
          </Button>
          <Dialog width="min(720px, 92vw)">
            <DialogHeader>
              {t('audit.resourcesOf', { title: entry.title })}
            </DialogHeader>
            <DialogBody>
              <ul className={styles.all}>
                {keyed(resources).map(({ key, resource }) => (
                  <li key={key}>
                    <Resource resource={resource} />
                    <div className={styles.quiet}>{resource.id}</div>
                  </li>
                ))}
              </ul>
            </DialogBody>
          </Dialog>
        </DialogTrigger>
      )}
    </div>
  );
}

function Resource({ resource }: { resource: AuditResource }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { action, outcome } = resource;
  return (
    <>
      {action && `${t(`audit.actions.${action}`)} `}
      {resourceName(resource.name)}
      {action && outcome !== 'done' && (
        <span className={outcome === 'refused' ? styles.failed : styles.quiet}>
          {' '}
          {t(`audit.outcomes.${outcome ?? 'unknown'}`)}
        </span>
      )}
    </>
  );
}

/** An operation may have tried the same thing twice: the place tells them apart. */
function keyed(resources: AuditResource[]) {
  return resources.map((resource, index) => ({
    key: `${index} ${resource.id ?? resource.name}`,
    resource,
  }));
}
