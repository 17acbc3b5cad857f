import {
  RemixiconComponentType,
  RiArrowGoBackLine,
  RiCheckLine,
  RiCloseLine,
  RiLoader2Line,
} from '@remixicon/react';
import { OperationStatus } from 'backstage-plugin-siem-forwarder-common';
import { Tone } from '../status';

/** Icon and colour of each end of an operation. */
export const operationPresentation: Record<
  OperationStatus,
  { icon: RemixiconComponentType; tone: Tone }
> = {
  open: { icon: RiLoader2Line, tone: 'info' },
  done: { icon: RiCheckLine, tone: 'positive' },
  failed: { icon: RiCloseLine, tone: 'negative' },
  'rolled-back': { icon: RiArrowGoBackLine, tone: 'neutral' },
};
