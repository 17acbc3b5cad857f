import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { NotedValue } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import { ValueList } from './ValueList';

/** The values that the article tells people to note. */
export function ValuesCard(props: { values: NotedValue[] }) {
  const { values } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <EntityInfoCard title={t('details.values')}>
      <Flex direction="column" gap="3">
        <Text as="p" variant="body-small" color="secondary">
          {values.length > 0 ? t('details.valuesText') : t('details.noValues')}
        </Text>
        {values.length > 0 && <ValueList values={values} />}
      </Flex>
    </EntityInfoCard>
  );
}
