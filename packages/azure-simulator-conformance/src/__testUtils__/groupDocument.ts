/** Path of the document below in a folder of Microsoft's documents. */
export const groupDocumentPath =
  'eventhub/resource-manager/Microsoft.EventHub/stable/2024-01-01/groups.json';

const error = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        // A schema inside of itself.
        details: { type: 'array', items: { $ref: '#/definitions/Error' } },
      },
    },
  },
};

const pathParameters = [
  'subscriptionId',
  'resourceGroupName',
  'namespaceName',
  'eventHubName',
  'consumerGroupName',
].map(name => ({ name, in: 'path', required: true, type: 'string' }));

/** A small document in Microsoft's way: consumer groups, and what is not offered. */
export const groupDocument = {
  swagger: '2.0',
  info: { title: 'groups', version: '2024-01-01' },
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.EventHub/namespaces/{namespaceName}/eventhubs/{eventHubName}/consumergroups/{consumerGroupName}':
      {
        put: {
          operationId: 'ConsumerGroups_CreateOrUpdate',
          parameters: [
            ...pathParameters,
            {
              name: 'api-version',
              in: 'query',
              required: true,
              type: 'string',
            },
            {
              name: 'parameters',
              in: 'body',
              required: true,
              schema: { $ref: '#/definitions/Group' },
            },
          ],
          responses: {
            200: { description: '', schema: { $ref: '#/definitions/Group' } },
            default: {
              description: '',
              schema: { $ref: '#/definitions/Error' },
            },
          },
          'x-ms-examples': {
            Create: { $ref: './examples/Create.json' },
          },
        },
        patch: {
          operationId: 'ConsumerGroups_Rename',
          parameters: pathParameters,
          responses: { 200: { description: '' } },
          'x-ms-examples': {
            One: { $ref: './examples/Create.json' },
            Two: { $ref: './examples/Create.json' },
          },
        },
      },
  },
  definitions: {
    Error: error,
    Group: {
      allOf: [{ $ref: '#/definitions/Resource' }],
      type: 'object',
      required: ['properties'],
      properties: {
        properties: {
          type: 'object',
          required: ['createdAt'],
          properties: {
            createdAt: { type: 'string', readOnly: true },
            userMetadata: { type: 'string' },
            labels: {
              type: 'array',
              items: { $ref: '#/definitions/Label' },
            },
          },
        },
      },
    },
    Resource: {
      type: 'object',
      properties: {
        id: { type: 'string', readOnly: true },
        name: { type: 'string', readOnly: true },
        type: { type: 'string', readOnly: true },
        location: { type: 'string' },
      },
    },
    Label: {
      type: 'object',
      discriminator: 'kind',
      required: ['kind'],
      properties: { kind: { type: 'string' } },
    },
    TextLabel: {
      'x-ms-discriminator-value': 'Text',
      allOf: [{ $ref: '#/definitions/Label' }],
      required: ['text'],
      properties: { text: { type: 'string' } },
    },
    NumberLabel: {
      'x-ms-discriminator-value': 'Number',
      allOf: [{ $ref: '#/definitions/Label' }],
      required: ['number'],
      properties: { number: { type: 'integer' } },
    },
  },
};

const groupId =
  '/subscriptions/Placeholder/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/evhns-example/eventhubs/hub/consumergroups/siem';

/** Its example. */
export const createGroupExample = {
  parameters: {
    subscriptionId: 'Placeholder',
    resourceGroupName: 'rg',
    namespaceName: 'evhns-example',
    eventHubName: 'hub',
    consumerGroupName: 'siem',
    'api-version': '2024-01-01',
    parameters: { properties: { userMetadata: 'New consumer group' } },
  },
  responses: {
    200: {
      body: {
        id: groupId,
        name: 'siem',
        type: 'Microsoft.EventHub/Namespaces/EventHubs/ConsumerGroups',
        properties: { createdAt: '2017-05-25T03:43:09.4536234Z' },
      },
    },
  },
};
