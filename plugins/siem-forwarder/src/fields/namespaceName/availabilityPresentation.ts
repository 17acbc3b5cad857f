import {
  RemixiconComponentType,
  RiCheckLine,
  RiCloseLine,
  RiQuestionLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import { NamespaceNameAvailability } from 'backstage-plugin-siem-forwarder-common';
import { Tone } from '../../status';

/** Icon and tone of each state of a namespace name, and whether it stops the form. */
export const availabilityPresentation: Record<
  NamespaceNameAvailability['state'],
  { icon: RemixiconComponentType; tone: Tone; blocks: boolean }
> = {
  available: { icon: RiCheckLine, tone: 'positive', blocks: false },
  yours: { icon: RiShieldCheckLine, tone: 'info', blocks: false },
  taken: { icon: RiCloseLine, tone: 'negative', blocks: true },
  invalid: { icon: RiCloseLine, tone: 'negative', blocks: true },
  unknown: { icon: RiQuestionLine, tone: 'neutral', blocks: false },
};
