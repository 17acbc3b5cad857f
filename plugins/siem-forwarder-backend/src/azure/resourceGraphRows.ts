import { EHNamespace } from '@azure/arm-eventhub';
import { ArmResourceId } from './ArmResourceId';
import { EventHubNamespace, Workspace } from './AzureServices';
import { toNamespace } from './eventHubAnswers';
import { isRecord } from './restClient';
import { shortRegion } from './shortRegion';

type Row = Record<string, unknown>;

/** Reads a workspace of Resource Graph, whose `properties` are those of the provider's own answer. */
export function toGraphWorkspace(row: Row): Workspace {
  const properties = recordOf(row.properties);
  return {
    id: ArmResourceId.parse(String(row.id), 'id of a workspace'),
    region: shortRegion(String(row.location)),
    customerId: textOf(properties.customerId) ?? '',
    provisioningState: textOf(properties.provisioningState) ?? 'Unknown',
  };
}

/**
 * Reads a namespace of Resource Graph.
 *
 * @param hostSuffix - suffix of host names, for answers without an endpoint
 */
export function toGraphNamespace(
  row: Row,
  hostSuffix: string,
): EventHubNamespace {
  const { location, name, id, sku, tags, properties } = row;
  // The SDK's own answer is the same object with the properties laid flat.
  const flat: EHNamespace = {
    ...recordOf(properties),
    id: String(id),
    name: textOf(name),
    location: String(location),
    sku: recordOf(sku) as unknown as EHNamespace['sku'],
    tags: recordOf(tags) as EHNamespace['tags'],
  };
  return toNamespace(flat, hostSuffix);
}

function recordOf(value: unknown): Row {
  return isRecord(value) ? value : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
