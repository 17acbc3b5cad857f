import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { toError } from '@backstage/errors';
import { Button, Text } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { errorKind } from '../live';
import { siemForwarderTranslationRef } from '../translation';
import { saveFile } from './saveFile';

/** Saves a file of comma-separated values under a name with the day in it. */
export function DownloadButton(props: {
  /** `siem-forwarders` */
  name: string;
  load: (now: Date) => Promise<Blob>;
}) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<Error>();

  const save = async () => {
    setSaving(true);
    setError(undefined);
    const now = new Date();
    try {
      const day = now.toISOString().slice(0, 10);
      saveFile(await props.load(now), `${props.name}-${day}.csv`);
    } catch (cause) {
      setError(toError(cause));
    } finally {
      setSaving(false);
    }
  };

  return (
    <>
      <Button
        variant="secondary"
        size="medium"
        iconStart={<RiDownloadLine />}
        isPending={saving}
        onPress={save}
      >
        {t('download.button')}
      </Button>
      {error && (
        <Text as="p" variant="body-small" color="danger" role="alert">
          {errorKind(error) === 'forbidden'
            ? t('download.forbidden')
            : t('download.failed', { message: error.message })}
        </Text>
      )}
    </>
  );
}
