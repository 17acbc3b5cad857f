import { NotImplementedError } from '@backstage/errors';
import { Handover } from 'backstage-plugin-siem-forwarder-common';
import {
  SiemConnection,
  SiemConnector,
  SiemInstance,
} from 'backstage-plugin-siem-forwarder-node';
import {
  credentialSection,
  hubSection,
  limitsSection,
  proofSection,
} from './commonSections';
import { findHandoverProduct, HandoverProduct } from './products';

/**
 * Serves `kind: handover`: any SIEM that reads Azure Event Hubs and that people
 * configure themselves. It writes instructions, and touches and sees nothing.
 */
export const handoverConnector: SiemConnector = {
  kind: 'handover',
  create(config): SiemInstance {
    const title = config.getString('title');
    const productName = config.getOptionalString('product');
    const product = findHandoverProduct(productName);
    return {
      id: config.getString('id'),
      title,
      kind: 'handover',
      configures: false,
      verifies: false,
      probe: async () => [],
      plan: async () => [],
      connect: async () => {
        throw new NotImplementedError(
          `${title} is configured by people: follow the handover instructions`,
        );
      },
      disconnect: async () => {},
      collect: async connections => connections.map(() => ({})),
      handover: (connection, secretLocation) => ({
        title: `${product?.title ?? productName ?? 'Any SIEM'} (${title})`,
        sections: sectionsOf(product, connection, secretLocation),
      }),
    };
  },
};

function sectionsOf(
  product: HandoverProduct | undefined,
  connection: SiemConnection,
  secretLocation: string | undefined,
): Handover['sections'] {
  return [
    hubSection(connection),
    credentialSection(connection, secretLocation),
    ...(product ? productSections(product, connection) : []),
    proofSection(connection),
    limitsSection(connection),
  ];
}

function productSections(
  product: HandoverProduct,
  connection: SiemConnection,
): Handover['sections'] {
  return [
    ...product.sections(connection),
    ...(product.signsInWithEntra
      ? []
      : [
          {
            title: 'Make a shared access policy',
            text: `${product.title} does not sign in as an Entra application. Make a shared access policy with the right Listen, and no other, on the event hub, and keep its connection string as you keep the secret. The portal does not make it, does not watch it and does not rotate it.`,
            values: [{ label: 'Event hub', value: connection.eventHubName }],
          },
        ]),
    ...(product.needsStorage
      ? [
          {
            title: 'Provide a storage account',
            text: `${product.title} keeps its place in the stream in a storage account of yours: in the region of the hub, one container for each consumer group, nothing else in it, soft delete off. The portal does not make it.`,
            values: [],
          },
        ]
      : []),
  ];
}
