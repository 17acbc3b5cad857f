import {
  RemixiconComponentType,
  RiAddLine,
  RiCloseLine,
  RiDeleteBinLine,
  RiEditLine,
  RiLinksLine,
  RiLockLine,
} from '@remixicon/react';
import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { Tone } from '../../status';

/** Icon and tone of what a run would do with a resource. */
export const changePresentation: Record<
  PlannedChange['action'],
  { icon: RemixiconComponentType; tone: Tone }
> = {
  create: { icon: RiAddLine, tone: 'positive' },
  adopt: { icon: RiLinksLine, tone: 'info' },
  change: { icon: RiEditLine, tone: 'warning' },
  delete: { icon: RiDeleteBinLine, tone: 'negative' },
  keep: { icon: RiLockLine, tone: 'neutral' },
  refuse: { icon: RiCloseLine, tone: 'negative' },
};
