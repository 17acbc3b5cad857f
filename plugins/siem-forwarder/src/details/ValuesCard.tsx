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
  const tellsPlace = values.some(({ id }) => id === 'secret-location');
  const ofSecret = tellsPlace
    ? t('details.valuesText')
    : t('details.valuesTextWithoutPlace');
  const words = values.length > 0 ? ofSecret : t('details.noValues');

  return (
    <EntityInfoCard title={t('details.values')}>
      <Flex direction="column" gap="3">
        <Text as="p" variant="body-small" color="secondary">
          {words}
        </Text>
        {values.length > 0 && <ValueList values={values} />}
      </Flex>
    </EntityInfoCard>
  );
}
