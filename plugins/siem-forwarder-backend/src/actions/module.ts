import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createApplicationRegisterAction } from './applicationRegister';
import { createEventHubCreateAction } from './eventHubCreate';
import { createExportRuleCreateAction } from './exportRuleCreate';
import { createForwarderRegisterAction } from './forwarderRegister';
import { createForwardingVerifyAction } from './forwardingVerify';
import { createLifeAction } from './createLifeAction';
import { lifeKinds } from './lifeActionTable';
import { createNamespaceBeginAction } from './namespaceBegin';
import { OperationsClient } from './OperationsClient';
import { createPrerequisitesCheckAction } from './prerequisitesCheck';
import { createReceiverAssignAction } from './receiverAssign';
import { createSiemConnectAction } from './siemConnect';
import { createSourcePrepareAction } from './sourcePrepare';

/**
 * Adds the actions of the SIEM Forwarder to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleSiemForwarder = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'siem-forwarder',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, discovery }) {
        const client = OperationsClient.create({ auth, discovery });
        actions.addActions(
          createPrerequisitesCheckAction({ client }),
          createSourcePrepareAction({ client }),
          createNamespaceBeginAction({ client }),
          createApplicationRegisterAction({ client }),
          createEventHubCreateAction({ client }),
          createReceiverAssignAction({ client }),
          createSiemConnectAction({ client }),
          createExportRuleCreateAction({ client }),
          createForwardingVerifyAction({ client }),
          createForwarderRegisterAction({ client }),
          ...lifeKinds.map(kind => createLifeAction(kind, { client })),
        );
      },
    });
  },
});
