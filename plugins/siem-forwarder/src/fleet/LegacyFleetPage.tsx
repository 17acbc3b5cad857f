import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { siemForwarderTranslationRef } from '../translation';
import { FleetContent } from './FleetContent';

/** The fleet page of the old frontend system, with a header of its own. */
export function LegacyFleetPage() {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('fleet.title')} />
      <Content>
        <FleetContent />
      </Content>
    </Page>
  );
}
