import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { toError } from '@backstage/errors';
import { Button, Text } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { siemForwarderApiRef } from '../api';
import { errorKind } from '../live';
import { siemForwarderTranslationRef } from '../translation';
import { AuditFilters, auditQueryOf } from './AuditFilters';
import { saveFile } from './saveFile';

/** Saves all that the filters find, also what is not loaded, as comma-separated values. */
export function ExportAuditButton(props: { filters: AuditFilters }) {
  const api = useApi(siemForwarderApiRef);
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<Error>();

  const save = async () => {
    setSaving(true);
    setError(undefined);
    const now = new Date();
    try {
      const file = await api.exportAudit(auditQueryOf(props.filters, now));
      saveFile(
        file,
        `siem-forwarder-audit-${now.toISOString().slice(0, 10)}.csv`,
      );
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
        {t('audit.export')}
      </Button>
      {error && (
        <Text as="p" variant="body-small" color="danger" role="alert">
          {errorKind(error) === 'forbidden'
            ? t('audit.exportForbidden')
            : t('audit.exportFailed', { message: error.message })}
        </Text>
      )}
    </>
  );
}
