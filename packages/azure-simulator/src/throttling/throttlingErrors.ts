import { defineErrors } from '../errors/defineErrors';

const { group, builders } = defineErrors(
  {
    id: 'throttling',
    title: 'Throttling of all services',
    source:
      'https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling',
  },
  {
    subscription: {
      status: 429,
      code: 'SubscriptionRequestsThrottled',
      message:
        "Number of {kind} requests for subscription '{subscriptionId}' exceeded the limit of '{limit}' for time interval '00:00:10'. Please try again after '{seconds}' seconds.",
      when: 'A principal’s bucket for a subscription and a kind of operation, or the subscription’s own, is empty.',
      source:
        'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-code-toomanyrequestsreceived-subscriptionrequeststhrottled',
    },
    tenant: {
      status: 429,
      code: 'TenantRequestsThrottled',
      message:
        "Number of {kind} requests for tenant '{tenantId}' exceeded the limit of '{limit}' for time interval '00:00:10'. Please try again after '{seconds}' seconds.",
      when: 'A principal’s bucket for operations outside of subscriptions is empty.',
      ownWords: true,
    },
    metrics: {
      status: 529,
      code: 'TooManyRequests',
      message:
        'The metrics service is overloaded with requests for subscription {subscriptionId}. Please try again after {seconds} seconds.',
      when: 'More batches are asked for than the subscription’s share.',
      source:
        'https://learn.microsoft.com/azure/azure-monitor/metrics/migrate-to-batch-api',
      ownWords: true,
    },
    logs: {
      status: 429,
      code: 'ThrottledError',
      message:
        'The limit of {limit} queries in {window} seconds for a user is reached. Please try again after {seconds} seconds.',
      when: 'A principal asks more than 200 queries in 30 seconds.',
      source:
        'https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#log-queries-and-language',
      ownWords: true,
    },
    graph: {
      status: 429,
      code: 'TooManyRequests',
      message: 'Too Many Requests. Please retry again later.',
      when: 'The resource units or the writes of an application in the tenant are used up.',
      source: 'https://learn.microsoft.com/graph/throttling-limits',
      ownWords: true,
    },
  },
);

/** For the table of errors. */
export const throttlingErrorGroup = group;

/** Refusals of who asks too much. */
export const throttlingErrors = builders;
