import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert, Button } from '@backstage/ui';
import { siemForwarderTranslationRef } from '../translation';

/** Tells that what is shown is old, since loading it again failed. */
export function ReloadFailed(props: { error: Error; onRetry: () => void }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <Alert
      status="warning"
      icon
      mb="4"
      title={t('card.reloadFailed')}
      description={props.error.message}
      customActions={
        <Button size="small" variant="secondary" onPress={props.onRetry}>
          {t('card.retry')}
        </Button>
      }
    />
  );
}
