import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert, Button, Flex } from '@backstage/ui';
import { errorKind } from '../live';
import { siemForwarderTranslationRef } from '../translation';

/** Why nothing can be shown of a forwarder: not allowed, not known, or the backend fails. */
export function ForwarderUnavailable(props: {
  entityRef: string;
  error: Error;
  onRetry: () => void;
}) {
  const { entityRef, error, onRetry } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const retry = (
    <Button size="small" variant="secondary" onPress={onRetry}>
      {t('card.retry')}
    </Button>
  );

  switch (errorKind(error)) {
    case 'forbidden':
      return (
        <Alert
          status="info"
          icon
          title={t('unavailable.forbidden')}
          description={t('unavailable.forbiddenText')}
        />
      );
    case 'not-found':
      return (
        <Alert
          status="info"
          icon
          title={t('unavailable.notFound')}
          description={t('unavailable.notFoundText', { entityRef })}
          customActions={retry}
        />
      );
    default:
      return (
        <Flex direction="column" gap="3" align="start">
          <ResponseErrorPanel error={error} />
          {retry}
        </Flex>
      );
  }
}
