import {
  RemixiconComponentType,
  RiArrowGoBackLine,
  RiCheckLine,
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
  'rolling-back': { icon: RiArrowGoBackLine, tone: 'warning' },
  'rolled-back': { icon: RiArrowGoBackLine, tone: 'neutral' },
};
