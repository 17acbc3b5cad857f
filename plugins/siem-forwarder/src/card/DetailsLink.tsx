import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ButtonLink } from '@backstage/ui';
import { detailsRouteRef } from '../routes';
import { siemForwarderTranslationRef } from '../translation';

/** Leads from the card to the tab of the same entity. */
export function DetailsLink() {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const link = useRouteRef(detailsRouteRef);
  return link ? (
    <ButtonLink href={link()} size="small" variant="tertiary">
      {t('card.details')}
    </ButtonLink>
  ) : null;
}
