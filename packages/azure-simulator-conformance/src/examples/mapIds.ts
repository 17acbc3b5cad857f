import { seedGuid, tenantId } from 'azure-simulator';
import { ApiExample } from '../apiModel/ApiOperation';
import { isObject } from '../apiModel/json';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Built-in role Reader. */
const readerRole = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

/** A role of the documentation's own tenant. */
const documentationRole = /0b5fe924-9a61-425c-96af-cfe6e287ca2d/gi;

/** Management groups of the documentation; there is none here but the tenant's root group. */
const documentationGroups =
  /^(e927f598-c1d4-4f72-8541-95d83a6a4ac8|ProductionMG)$/;

/** Values of path parameters that stand for something that must exist: what they become. */
const placeholders: Record<string, Record<string, string>> = {
  scope: { scope: `subscriptions/${seedGuid('subscription:scope')}` },
  roleDefinitionId: { roleDefinitionId: readerRole },
};

/** Subscription ids of examples are placeholders at times; Azure's are GUIDs. */
function subscription(id: string): string {
  return guid.test(id) ? id : seedGuid(`subscription:${id.toLowerCase()}`);
}

function mapText(text: string): string {
  return text
    .replace(
      /\/subscriptions\/([^/?]+)/gi,
      (_, id: string) => `/subscriptions/${subscription(id)}`,
    )
    .replace(documentationRole, readerRole)
    .replace(documentationGroups, tenantId);
}

function mapValue(value: unknown): unknown {
  if (typeof value === 'string') {
    return mapText(value);
  }
  if (Array.isArray(value)) {
    return value.map(mapValue);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, member]) => [
          mapText(name),
          mapValue(member),
        ]),
      )
    : value;
}

/** An example with placeholders of ids replaced by ids that can exist. */
export function mapIds(example: ApiExample): ApiExample {
  const parameters = Object.fromEntries(
    Object.entries(example.parameters).map(([name, value]) => {
      if (name === 'subscriptionId') {
        return [name, subscription(String(value))];
      }
      return [name, placeholders[name]?.[String(value)] ?? mapValue(value)];
    }),
  );
  return {
    ...example,
    parameters,
    responses: mapValue(example.responses) as ApiExample['responses'],
  };
}
