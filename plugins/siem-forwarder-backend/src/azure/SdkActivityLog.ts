import { EventData, MonitorClient } from '@azure/arm-monitor';
import { ActivityLog, ChangeScope, ResourceChange } from './services';
import { AzureConnection } from './AzureConnection';
import { CallOptions } from './AzureServices';
import { callAzure } from './callAzure';
import { remember } from './remember';

const service = 'Azure Resource Manager';

/** What is asked of an event; claims and addresses of people are not. */
const SELECT = [
  'caller',
  'correlationId',
  'eventTimestamp',
  'operationName',
  'resourceId',
  'status',
].join(',');

/** An operation that went on after its answer is `Accepted`. */
const DONE = ['succeeded', 'accepted'];

/** {@link ActivityLog} over `@azure/arm-monitor`. */
export class SdkActivityLog implements ActivityLog {
  readonly #client: (subscriptionId: string) => MonitorClient;

  constructor(connection: AzureConnection) {
    this.#client = remember(subscriptionId =>
      connection.withPolicies(
        new MonitorClient(
          connection.credential,
          subscriptionId,
          connection.clientOptions(connection.cloud.resourceManager),
        ),
      ),
    );
  }

  async changes(
    scope: ChangeScope,
    range: { from: string; to: string },
    options?: CallOptions,
  ): Promise<ResourceChange[]> {
    const { subscriptionId, condition, title } = describe(scope);
    const events = await callAzure(
      { service, action: `read the Activity Log of ${title}` },
      options,
      sdk =>
        firstPage(
          this.#client(subscriptionId)
            .activityLogs.list(
              `eventTimestamp ge '${range.from}' and eventTimestamp le '${range.to}' and ${condition}`,
              { ...sdk, select: SELECT },
            )
            .byPage(),
        ),
    );
    return events
      .flatMap(toChange)
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  }
}

function describe(scope: ChangeScope): {
  subscriptionId: string;
  condition: string;
  title: string;
} {
  return 'resource' in scope
    ? {
        subscriptionId: scope.resource.subscriptionId,
        condition: `resourceUri eq '${scope.resource}'`,
        title: `'${scope.resource.name}'`,
      }
    : {
        subscriptionId: scope.subscriptionId,
        condition: `resourceGroupName eq '${scope.resourceGroup}'`,
        title: `resource group '${scope.resourceGroup}'`,
      };
}

async function firstPage(
  pages: AsyncIterable<EventData[]>,
): Promise<EventData[]> {
  for await (const page of pages) {
    return page;
  }
  return [];
}

function toChange(event: EventData): ResourceChange[] {
  const { caller, eventTimestamp, resourceId } = event;
  const operation = event.operationName?.value;
  if (
    !caller ||
    !eventTimestamp ||
    !resourceId ||
    !operation ||
    !DONE.includes((event.status?.value ?? '').toLowerCase())
  ) {
    return [];
  }
  return [
    {
      caller,
      at: eventTimestamp.toISOString(),
      operation,
      resource: resourceId,
      ...(event.correlationId ? { correlationId: event.correlationId } : {}),
    },
  ];
}
