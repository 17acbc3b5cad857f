import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Button } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { Check } from '../live';
import { siemForwarderTranslationRef } from '../translation';

/** Checks the forwarder now, for those who may. */
export function RunCheckButton(props: { check: Check }) {
  const { allowed, running, run } = props.check;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiRefreshLine />}
      isPending={running}
      isDisabled={!allowed}
      onPress={run}
    >
      {running ? t('card.running') : t('card.runCheck')}
    </Button>
  );
}
