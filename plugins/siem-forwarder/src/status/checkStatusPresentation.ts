import {
  RemixiconComponentType,
  RiAlertLine,
  RiCheckLine,
  RiCloseLine,
  RiMoonLine,
  RiQuestionLine,
  RiSubtractLine,
  RiTimeLine,
} from '@remixicon/react';
import { CheckStatus } from 'backstage-plugin-siem-forwarder-common';
import { Tone } from './Tone';

/** Icon and tone of each answer of a check; the word is `checkStatus.<status>` of the translation. */
export const checkStatusPresentation: Record<
  CheckStatus,
  { icon: RemixiconComponentType; tone: Tone }
> = {
  failing: { icon: RiCloseLine, tone: 'negative' },
  warning: { icon: RiAlertLine, tone: 'warning' },
  unknown: { icon: RiQuestionLine, tone: 'neutral' },
  pending: { icon: RiTimeLine, tone: 'info' },
  quiet: { icon: RiMoonLine, tone: 'info' },
  ok: { icon: RiCheckLine, tone: 'positive' },
  skipped: { icon: RiSubtractLine, tone: 'neutral' },
};
