import { ProvisioningStep } from 'backstage-plugin-siem-forwarder-common';
import { Step } from '../Step';
import { assignReceiver } from './assignReceiver';
import { beginNamespace } from './beginNamespace';
import { connectSiem } from './connectSiem';
import { createEventHub } from './createEventHub';
import { createExportRule } from './createExportRule';
import { prepareSource } from './prepareSource';
import { registerApplication } from './registerApplication';
import { registerForwarder } from './registerForwarder';
import { verifyForwarding } from './verifyForwarding';

/** The steps that bring something about, in their order. */
export const provisioningPlan: readonly Step<ProvisioningStep>[] = [
  beginNamespace,
  prepareSource,
  registerApplication,
  connectSiem,
  createEventHub,
  assignReceiver,
  createExportRule,
  verifyForwarding,
  registerForwarder,
];
