import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { Check } from '../live';
import { siemForwarderTranslationRef } from '../translation';

/**
 * Checks the forwarder now.
 *
 * @remarks
 * To those who may not, it stays in its place and says whom to ask. It is not
 * disabled then, since a disabled button can be neither focused nor asked why.
 */
export function RunCheckButton(props: { check: Check }) {
  const { allowed, running, run } = props.check;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const denied = allowed === false;
  const button = (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiRefreshLine />}
      isPending={running}
      isDisabled={allowed === undefined}
      aria-disabled={denied || undefined}
      onPress={denied ? undefined : run}
    >
      {running ? t('card.running') : t('card.runCheck')}
    </Button>
  );
  return denied ? (
    <TooltipTrigger delay={0}>
      {button}
      <Tooltip>{t('card.checkDenied')}</Tooltip>
    </TooltipTrigger>
  ) : (
    button
  );
}
