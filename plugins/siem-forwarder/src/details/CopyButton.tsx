import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine, RiCloseLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { siemForwarderTranslationRef } from '../translation';

type Outcome = 'copied' | 'failed';

/** How long the button says that it has copied. */
const SHOWN_MILLISECONDS = 2_000;

const icons: Record<Outcome, JSX.Element> = {
  copied: <RiCheckLine />,
  failed: <RiCloseLine />,
};

/** Copies a value to the clipboard and says so. */
export function CopyButton(props: { label: string; value: string }) {
  const { label, value } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const [outcome, setOutcome] = useState<Outcome>();
  const [hovered, setHovered] = useState(false);

  useEffect(() => {
    if (!outcome) {
      return undefined;
    }
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const words: Record<Outcome, string> = {
    copied: t('details.copied'),
    failed: t('details.copyFailed'),
  };
  const text = outcome ? words[outcome] : t('details.copy', { label });

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      // Refused by the browser, or the page is not served securely; the button says so.
      setOutcome('failed');
    }
  };

  return (
    <TooltipTrigger
      isOpen={hovered || outcome !== undefined}
      onOpenChange={setHovered}
    >
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={text}
        icon={outcome ? icons[outcome] : <RiFileCopyLine />}
        onPress={copy}
      />
      <Tooltip>{text}</Tooltip>
    </TooltipTrigger>
  );
}
