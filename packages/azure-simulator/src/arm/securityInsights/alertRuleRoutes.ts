import { randomUUID } from 'node:crypto';
import { toIso } from '../../clock/format';
import { objectAt, stringAt } from '../../http/json';
import { Route } from '../../http/Route';
import { AlertRule, ColumnValue, Workspace } from '../../state';
import { World } from '../../World';
import { requireSentinel, sentinelApiVersions, sentinelPath } from './sentinel';
import { sentinelErrors } from './sentinelErrors';

const apiVersions = sentinelApiVersions;
const rulePath = `${sentinelPath}/alertRules/{ruleId}`;

/** Properties that a rule of a kind must bring. */
const requiredProperties: Record<string, readonly string[]> = {
  MicrosoftSecurityIncidentCreation: [
    'displayName',
    'enabled',
    'productFilter',
  ],
  Scheduled: ['displayName', 'enabled', 'query', 'severity'],
  NRT: ['displayName', 'enabled', 'query', 'severity'],
  Fusion: ['enabled', 'alertRuleTemplateName'],
};

function render(
  workspace: Workspace,
  rule: AlertRule,
): Record<string, unknown> {
  return {
    id: `${workspace.id}/providers/Microsoft.SecurityInsights/alertRules/${rule.name}`,
    name: rule.name,
    etag: rule.etag,
    type: 'Microsoft.SecurityInsights/alertRules',
    kind: rule.kind,
    properties: { ...rule.properties, lastModifiedUtc: rule.lastModifiedAt },
  };
}

/** Analytics rules: what makes incidents of alerts. */
export function alertRuleRoutes(world: World): Route[] {
  return [
    {
      operationId: 'AlertRules_List',
      method: 'GET',
      path: `${sentinelPath}/alertRules`,
      apiVersions,
      action: 'Microsoft.SecurityInsights/alertRules/read',
      handle: ({ params }) => {
        const workspace = requireSentinel(world, params);
        return {
          status: 200,
          body: {
            value: Object.values(workspace.sentinel.alertRules).map(rule =>
              render(workspace, rule),
            ),
          },
        };
      },
    },
    {
      operationId: 'AlertRules_Get',
      method: 'GET',
      path: rulePath,
      apiVersions,
      action: 'Microsoft.SecurityInsights/alertRules/read',
      handle: ({ params }) => {
        const workspace = requireSentinel(world, params);
        const rule = workspace.sentinel.alertRules[params.ruleId.toLowerCase()];
        if (!rule) {
          throw sentinelErrors.notFound({
            kind: 'Alert rule',
            name: params.ruleId,
          });
        }
        return { status: 200, body: render(workspace, rule) };
      },
    },
    {
      operationId: 'AlertRules_CreateOrUpdate',
      method: 'PUT',
      path: rulePath,
      apiVersions,
      action: 'Microsoft.SecurityInsights/alertRules/write',
      handle: ({ params, body, now }) => {
        const workspace = requireSentinel(world, params);
        const kind = stringAt(body, 'kind') ?? '';
        const required = requiredProperties[kind];
        if (!required) {
          throw sentinelErrors.invalidKind({ kind });
        }
        const properties = objectAt(body, 'properties') as Record<
          string,
          ColumnValue
        >;
        const missing = required.find(name => properties[name] === undefined);
        if (missing) {
          throw sentinelErrors.missingProperty({ property: missing });
        }
        const key = params.ruleId.toLowerCase();
        const existing = workspace.sentinel.alertRules[key];
        if (existing && stringAt(body, 'etag') !== existing.etag) {
          throw sentinelErrors.etagConflict({ name: existing.name });
        }
        const { lastModifiedUtc: _, ...kept } = properties;
        const rule: AlertRule = {
          name: existing?.name ?? params.ruleId,
          kind,
          etag: `"${randomUUID()}"`,
          lastModifiedAt: toIso(now),
          properties: kept,
        };
        workspace.sentinel.alertRules[key] = rule;
        return { status: existing ? 200 : 201, body: render(workspace, rule) };
      },
    },
    {
      operationId: 'AlertRules_Delete',
      method: 'DELETE',
      path: rulePath,
      apiVersions,
      action: 'Microsoft.SecurityInsights/alertRules/delete',
      handle: ({ params }) => {
        const { alertRules } = requireSentinel(world, params).sentinel;
        const key = params.ruleId.toLowerCase();
        if (!alertRules[key]) {
          return { status: 204 };
        }
        delete alertRules[key];
        return { status: 200 };
      },
    },
  ];
}
