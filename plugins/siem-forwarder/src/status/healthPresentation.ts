import {
  RemixiconComponentType,
  RiAlertLine,
  RiCheckLine,
  RiCloseLine,
  RiMoonLine,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import { Health } from 'backstage-plugin-siem-forwarder-common';
import { Tone } from './Tone';

/** Icon and tone of each health; the word is `health.<health>` of the translation. */
export const healthPresentation: Record<
  Health,
  { icon: RemixiconComponentType; tone: Tone }
> = {
  failing: { icon: RiCloseLine, tone: 'negative' },
  degraded: { icon: RiAlertLine, tone: 'warning' },
  unknown: { icon: RiQuestionLine, tone: 'neutral' },
  pending: { icon: RiTimeLine, tone: 'info' },
  quiet: { icon: RiMoonLine, tone: 'info' },
  healthy: { icon: RiCheckLine, tone: 'positive' },
};
