import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { Reading } from '../api';
import { createCheckForwarderAction } from './createCheckForwarderAction';
import { createExplainForwarderAction } from './createExplainForwarderAction';
import { createGetForwarderAction } from './createGetForwarderAction';
import { createListForwardersAction } from './createListForwardersAction';
import {
  createPlanForwarderAction,
  Planning,
} from './createPlanForwarderAction';

/** Registers all actions: agents (MCP) and templates find them in the registry. */
export function registerActions(
  actionsRegistry: ActionsRegistryService,
  reading: Reading,
  planning: Planning,
): void {
  for (const create of [
    createListForwardersAction,
    createGetForwarderAction,
    createExplainForwarderAction,
    createCheckForwarderAction,
  ]) {
    create(actionsRegistry, reading);
  }
  createPlanForwarderAction(actionsRegistry, planning);
}
