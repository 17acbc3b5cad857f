import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert, Button } from '@backstage/ui';
import { siemForwarderTranslationRef } from '../translation';

/** A field's choices could not be loaded. */
export function FieldLoadFailed(props: {
  title: string;
  error: Error;
  onRetry: () => void;
}) {
  const { title, error, onRetry } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <Alert
      status="danger"
      icon
      title={title}
      description={t('fields.loadFailed', { message: error.message })}
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('fields.retry')}
        </Button>
      }
    />
  );
}
