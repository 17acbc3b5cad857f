import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Combobox, IdentifiedOption, useAsyncList } from '@backstage/ui';
import { EXPORT_RULE_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';

/** As many as a list of choices can show. */
const CHOICES = 20;

/** One forwarder, found by typing: the catalog knows which ones the user may read. */
export function ForwarderFilter(props: {
  chosen: string | undefined;
  onChange: (entityRef: string | undefined) => void;
  className?: string;
}) {
  const { chosen, onChange, className } = props;
  const catalogApi = useApi(catalogApiRef);
  const { t } = useTranslationRef(siemForwarderTranslationRef);

  const choices = useAsyncList<IdentifiedOption>({
    async load({ filterText }) {
      const { items } = await catalogApi.queryEntities({
        filter: {
          [`metadata.annotations.${EXPORT_RULE_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
        ],
        ...(filterText
          ? {
              fullTextFilter: {
                term: filterText,
                fields: ['metadata.name', 'metadata.title'],
              },
            }
          : {}),
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: CHOICES,
      });
      return {
        items: items.map(entity => ({
          id: stringifyEntityRef(entity),
          label: entity.metadata.title ?? entity.metadata.name,
        })),
      };
    },
  });

  return (
    <Combobox
      className={className}
      size="medium"
      aria-label={t('audit.forwarder')}
      placeholder={t('audit.allForwarders')}
      options={choices}
      search={{ mode: 'server' }}
      value={chosen ? { id: chosen, label: nameOf(chosen) } : null}
      onChange={option => onChange(option?.id)}
    />
  );
}

function nameOf(entityRef: string): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}
