import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { AuditContent } from '../audit';
import { siemForwarderTranslationRef } from '../translation';
import { FleetContent } from './FleetContent';

/** The fleet page of the old frontend system, with a header and tabs of its own. */
export function LegacyFleetPage() {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('fleet.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="/" title={t('fleet.tab')}>
          <FleetContent />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/audit" title={t('audit.title')}>
          <AuditContent />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
