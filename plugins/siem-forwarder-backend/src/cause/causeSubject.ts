import { Finding } from 'backstage-plugin-siem-forwarder-common';
import { ChangeScope, ResourceChange } from '../azure/services';
import { ArmResourceId } from '../azure/ArmResourceId';
import { FactSet } from '../collect/Facts';
import { Forwarder } from '../collect/Forwarder';

/** Where the change that a finding speaks of is logged. */
export interface CauseSubject {
  checkId: string;
  scope: ChangeScope;
  /** True for a change that can have brought the finding about. */
  explains(change: ResourceChange): boolean;
}

/** The resources of a forwarder. */
interface Resources {
  rule?: ArmResourceId;
  /** When the rule was changed last, by its own word (ISO 8601). */
  ruleChangedAt?: string;
  workspace?: ArmResourceId;
  hub?: ArmResourceId;
  namespace?: ArmResourceId;
}

type Locate = (
  resources: Resources,
) => Omit<CauseSubject, 'checkId'> | undefined;

const written = /\/(write|delete)$/i;

/** The resource itself was written or deleted. */
const of =
  (pick: (resources: Resources) => ArmResourceId | undefined): Locate =>
  resources => {
    const resource = pick(resources);
    return (
      resource && {
        scope: { resource },
        explains: ({ operation }) => written.test(operation),
      }
    );
  };

/** Something at or below the resource was: its id is not known, so its group is asked. */
const below =
  (
    pick: (resources: Resources) => ArmResourceId | undefined,
    operation: RegExp,
  ): Locate =>
  resources => {
    const resource = pick(resources);
    return resource?.resourceGroup
      ? {
          scope: {
            subscriptionId: resource.subscriptionId,
            resourceGroup: resource.resourceGroup,
          },
          explains: change =>
            operation.test(change.operation) &&
            `${change.resource.toLowerCase()}/`.startsWith(`${resource.key}/`),
        }
      : undefined;
  };

/** The log's time of a change may be so much earlier than the resource's own. */
const SKEW = 15_000;

/**
 * The rule was written or deleted; where it is there it says when. The log is
 * late: what it shows by now may be an older change, by somebody else.
 */
const rule: Locate = resources => {
  const subject = of(({ rule: id }) => id)(resources);
  const { ruleChangedAt } = resources;
  return (
    subject && {
      ...subject,
      explains: change =>
        subject.explains(change) &&
        (ruleChangedAt === undefined ||
          Date.parse(change.at) >= Date.parse(ruleChangedAt) - SKEW),
    }
  );
};
const namespace = of(resources => resources.namespace);
const hub = of(resources => resources.hub);

/** Checks about what Resource Manager changes, and logs. */
const located: Record<string, Locate> = {
  'source/sentinel-onboarded': below(
    resources => resources.workspace,
    /^Microsoft\.SecurityInsights\/onboardingStates\/(write|delete)$/i,
  ),
  'source/iot-connector-connected': below(
    resources => resources.workspace,
    /^Microsoft\.SecurityInsights\/dataConnectors\/(write|delete)$/i,
  ),
  'source/incident-creation-enabled': below(
    resources => resources.workspace,
    /^Microsoft\.SecurityInsights\/alertRules\/(write|delete)$/i,
  ),
  'export/rule-exists': rule,
  'export/rule-enabled': rule,
  'export/tables-match': rule,
  'export/destination-matches': rule,
  'export/rule-settled': rule,
  'export/region-matches': namespace,
  'transport/namespace-active': namespace,
  'transport/tier-suitable': namespace,
  'transport/local-auth-admits-export': namespace,
  'transport/network-admits-export': below(
    resources => resources.namespace,
    /^Microsoft\.EventHub\/namespaces\/(networkRuleSets\/)?(write|delete)$/i,
  ),
  'transport/hub-active': hub,
  'transport/retention-covers-outage': hub,
  'access/receiver-role': below(
    resources => resources.namespace,
    /^Microsoft\.Authorization\/roleAssignments\/(write|delete)$/i,
  ),
};

/**
 * Tells where the change behind a finding is logged.
 *
 * @returns a sentence where no log of Azure has it
 */
export function causeSubject(
  finding: Finding,
  forwarder: Forwarder,
  facts: FactSet,
): CauseSubject | string {
  const locate = located[finding.checkId];
  if (!locate) {
    return finding.stage === 'delivery'
      ? "What is changed in the SIEM is not in Azure's Activity Log."
      : "Changes of the directory are in Microsoft Entra's audit log, which the portal does not read.";
  }
  const subject = locate(resourcesOf(forwarder, facts));
  return subject
    ? { checkId: finding.checkId, ...subject }
    : 'It is not known which resource was changed.';
}

function resourcesOf(forwarder: Forwarder, facts: FactSet): Resources {
  const known =
    facts.hub && 'value' in facts.hub && facts.hub.value
      ? ArmResourceId.parse(facts.hub.value.id)
      : undefined;
  const eventHub = forwarder.eventHub ?? known;
  const exportRule =
    facts.exportRule && 'value' in facts.exportRule
      ? facts.exportRule.value
      : undefined;
  return {
    rule: forwarder.exportRule,
    ruleChangedAt: exportRule?.lastModifiedAt ?? undefined,
    workspace: forwarder.workspace,
    hub: eventHub,
    namespace: eventHub?.parent,
  };
}
