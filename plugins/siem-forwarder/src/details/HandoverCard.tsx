import {
  MarkdownContent,
  ResponseErrorPanel,
} from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Skeleton, Text } from '@backstage/ui';
import { siemForwarderApiRef } from '../api';
import { useReloading } from '../live';
import { siemForwarderTranslationRef } from '../translation';
import { ValueList } from './ValueList';
import styles from './HandoverCard.module.css';

/** What the people of a SIEM that the portal does not configure have to do. */
export function HandoverCard(props: { entityRef: string }) {
  const { entityRef } = props;
  const api = useApi(siemForwarderApiRef);
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value, error } = useReloading(
    signal => api.getHandover(entityRef, { signal }),
    { key: entityRef },
  );

  return (
    <EntityInfoCard
      title={t('details.handover', { title: value?.title ?? 'SIEM' })}
    >
      {error && <ResponseErrorPanel error={error} />}
      {!value && !error && <Skeleton width="100%" height={120} />}
      {value && (
        <>
          <Text as="p" variant="body-small" color="secondary">
            {t('details.handoverText')}
          </Text>
          <ol className={styles.steps}>
            {value.sections.map(section => (
              <li key={section.title}>
                <h4 className={styles.title}>{section.title}</h4>
                <MarkdownContent
                  className={styles.text}
                  content={section.text}
                />
                {section.values.length > 0 && (
                  <ValueList values={section.values} />
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </EntityInfoCard>
  );
}
