import { defineErrors } from '../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'eventHubsData',
    title: 'Event Hubs data plane (AMQP)',
    source:
      'https://learn.microsoft.com/azure/event-hubs/event-hubs-amqp-troubleshoot',
  },
  {
    entityNotFound: {
      status: 404,
      code: 'amqp:not-found',
      message: "The messaging entity '{entity}' could not be found.",
      when: 'There is no such namespace, hub or consumer group.',
    },
    invalidPartition: {
      status: 400,
      code: 'com.microsoft:argument-out-of-range',
      message:
        'The specified partition is invalid for an EventHub partition sender or receiver. It should be between 0 and {last}.',
      when: 'A link or a request names a partition that the hub does not have.',
    },
    invalidOffset: {
      status: 400,
      code: 'com.microsoft:argument-out-of-range',
      message:
        "The supplied offset '{offset}' is invalid. The last offset in the system is '{last}'",
      when: 'A receiver starts behind the end of the log, by offset.',
    },
    invalidSequenceNumber: {
      status: 400,
      code: 'com.microsoft:argument-out-of-range',
      message:
        "The supplied sequence number '{sequenceNumber}' is invalid. The last sequence number in the system is '{last}'",
      when: 'A receiver starts behind the end of the log, by sequence number.',
    },
    invalidFilter: {
      status: 400,
      code: 'amqp:invalid-field',
      message: "The filter '{filter}' of a receiver is not understood.",
      when: 'The selector of a receiver is none of the documented ones.',
      ownWords: true,
    },
    unauthorized: {
      status: 401,
      code: 'amqp:unauthorized-access',
      message:
        "Unauthorized access. '{right}' claim(s) are required to perform this operation. Resource: '{resource}'.",
      when: 'The token was not put, or its identity or key lacks the right.',
    },
    invalidToken: {
      status: 401,
      code: 'amqp:unauthorized-access',
      message: 'InvalidSignature: The token has an invalid signature.',
      when: 'A token at $cbs is none, or is signed with another key.',
    },
    expiredToken: {
      status: 401,
      code: 'amqp:unauthorized-access',
      message:
        "ExpiredToken: The token is expired. Expiration time: '{expiry}'.",
      when: 'A token at $cbs has expired, or expires while links are open.',
    },
    invalidAudience: {
      status: 401,
      code: 'amqp:unauthorized-access',
      message:
        "InvalidAudience: The authorization header contains a token with a wrong audience. Allowed audiences: 'https://eventhubs.azure.net'.",
      when: 'A token at $cbs is for another service.',
    },
    localAuthDisabled: {
      status: 401,
      code: 'amqp:unauthorized-access',
      message:
        'LocalAuthDisabled: Authorization failed because SAS authentication has been disabled for the namespace.',
      when: 'A shared access signature is used where local authentication is off.',
    },
    addressRefused: {
      status: 401,
      code: 'amqp:unauthorized-access',
      message: 'Ip has been prevented to connect to the endpoint.',
      when: 'The network rules of the namespace do not admit the address.',
      source:
        'https://learn.microsoft.com/azure/event-hubs/troubleshooting-guide',
    },
    entityDisabled: {
      status: 400,
      code: 'com.microsoft:entity-disabled',
      message: "Messaging entity '{entity}' is currently disabled.",
      when: 'The status of the hub does not let events in or out.',
    },
    messageTooLarge: {
      status: 403,
      code: 'amqp:link:message-size-exceeded',
      message:
        'The received message (delivery-id:{deliveryId}, size:{size} bytes) exceeds the limit ({limit} bytes) currently allowed on the link.',
      when: 'A message or a batch is larger than the tier allows.',
    },
    tooManyReceivers: {
      status: 403,
      code: 'amqp:resource-limit-exceeded',
      message:
        'Exceeded the maximum number of allowed receivers per partition in a consumer group which is {limit}. List of connected receivers - {receivers}.',
      when: 'A sixth receiver without owner level reads a partition in one consumer group.',
      source: 'https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas',
    },
    invalidEpoch: {
      status: 400,
      code: 'amqp:invalid-field',
      message:
        "The owner level '{value}' of a receiver is none: a whole number from 0 on.",
      when: 'The property com.microsoft:epoch of a receiver is no number, or negative.',
      ownWords: true,
    },
    internal: {
      status: 500,
      code: 'amqp:internal-error',
      message: 'The simulator failed; its log says why.',
      when: 'The simulator has a defect.',
      ownWords: true,
    },
    stolen: {
      status: 410,
      code: 'amqp:link:stolen',
      message:
        "New receiver '{newcomer}' with higher epoch of '{epoch}' is created hence current receiver '{receiver}' with epoch '{previous}' is getting disconnected. If you are recreating the receiver, make sure a higher epoch is used.",
      when: 'A receiver with an owner level that is not lower takes the partition over.',
    },
    lowerEpoch: {
      status: 410,
      code: 'amqp:link:stolen',
      message:
        "Receiver '{receiver}' with a higher epoch of '{epoch}' already exists. Receiver '{newcomer}' with epoch {lower} cannot be created. Make sure you are creating receiver with increasing epoch value to ensure connectivity, or ensure all old epoch receivers are closed or disconnected.",
      when: 'A receiver comes with a lower owner level than the present one.',
    },
    epochRequired: {
      status: 410,
      code: 'amqp:link:stolen',
      message:
        "At least one receiver for the endpoint is created with epoch of '{epoch}', and so non-epoch receiver is not allowed. Either reconnect with a higher epoch, or make sure all epoch receivers are closed or disconnected.",
      when: 'A receiver without owner level comes while one with it reads.',
    },
    serverBusy: {
      status: 503,
      code: 'com.microsoft:server-busy',
      message:
        'The request was terminated because the entity is being throttled. Error code: 50002. Please wait 4 seconds and try again.',
      when: 'The fault desk makes a hub busy.',
      source:
        'https://learn.microsoft.com/azure/event-hubs/event-hubs-messaging-exceptions',
    },
    detachForced: {
      status: 500,
      code: 'amqp:link:detach-forced',
      message:
        'The link was force detached by the broker (the gateway was stopped).',
      when: 'The fault desk drops links or cuts a disposition.',
      ownWords: true,
    },
    unknownOperation: {
      status: 501,
      code: 'amqp:not-implemented',
      message: "The operation '{operation}' of '{type}' is not implemented.",
      when: 'A request at $cbs or $management is neither put-token nor READ of a hub or partition.',
      ownWords: true,
    },
    malformedMessage: {
      status: 400,
      code: 'amqp:decode-error',
      message: 'The message cannot be decoded: {reason}.',
      when: 'The bytes of a transfer are no AMQP message.',
      ownWords: true,
    },
  },
);

/** Refusals of the Event Hubs data plane, for the table of errors. */
export const amqpErrorGroup = group;

/**
 * Refusals of the Event Hubs data plane. `code` is the AMQP error condition of
 * a link or a disposition, `status` the status code of a reply at `$cbs` or
 * `$management`.
 */
export const amqpErrors = builders;
