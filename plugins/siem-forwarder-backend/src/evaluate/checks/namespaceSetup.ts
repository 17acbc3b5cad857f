import { NamespaceFact } from '../../collect/Facts';
import { failing, ok, skipped, unknown, warning } from '../Answer';
import { never, ofSetting } from '../Answers';
import { Check, check } from '../Check';
import { exportTries } from '../exportTries';
import { change } from '../remedy';

const EXPORT_PAGE =
  'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export';

const noNamespace = () =>
  skipped('no-namespace', 'There is no namespace to look at.');

/** Questions about how the namespace is set up, as far as the export needs it. */
export const namespaceSetupChecks: Check[] = [
  check({
    id: 'transport/tier-suitable',
    title: 'The tier of the namespace suits the export',
    source: EXPORT_PAGE,
    answers: {
      ...ofSetting,
      ok: ['ok'],
      warning: ['tier-basic'],
      failing: never.stops,
      skipped: ['no-namespace'],
    },
    reads: ['namespace'],
    evidence: ({ namespace }) =>
      evidenceOf(namespace, {
        Tier: namespace?.tier,
        Capacity: namespace?.capacity,
        'Auto-inflate': namespace?.autoInflate
          ? `up to ${namespace.maximumThroughputUnits ?? 'no limit told'}`
          : 'off',
      }),
    ask: ({ namespace }, { settings }) => {
      if (!namespace) {
        return noNamespace();
      }
      return namespace.tier.toLowerCase() === 'basic'
        ? warning(
            'tier-basic',
            `Namespace ${namespace.name} is of the Basic tier: one consumer group a hub, smaller events, a day of retention at most and no auto-inflate.`,
            {
              brief: 'Basic tier',
              remedy: change({
                title: 'Move to the Standard tier',
                text: `Azure portal: Event Hubs > ${namespace.name} > Scale > Standard, with auto-inflate; hubs and events stay.`,
                url: settings.portal?.resource(namespace.id),
              }),
            },
          )
        : ok(`Namespace ${namespace.name} is of the ${namespace.tier} tier.`);
    },
  }),
  check({
    id: 'transport/network-admits-export',
    title: 'The network of the namespace admits the export',
    source: EXPORT_PAGE,
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['network-closed'],
      skipped: ['no-namespace'],
      unknown: ['network-perimeter'],
    },
    reads: ['namespace', 'networkRules'],
    mayRead: ['exported'],
    evidence: ({ namespace, networkRules }) => [
      ...evidenceOf(namespace, {
        'Public network access': namespace?.publicNetworkAccess ?? 'not told',
      }),
      ...(namespace && networkRules
        ? [
            {
              fact: 'networkRules' as const,
              label: 'Default action',
              value: networkRules.defaultAction,
              resource: namespace.id,
            },
            {
              fact: 'networkRules' as const,
              label: 'Trusted Microsoft services',
              value: networkRules.trustedServiceAccessEnabled
                ? 'admitted'
                : 'kept out',
              resource: namespace.id,
            },
          ]
        : []),
    ],
    ask: ({ namespace, networkRules, exported }, { settings }) => {
      if (!namespace || !networkRules) {
        return noNamespace();
      }
      const access = namespace.publicNetworkAccess ?? 'Enabled';
      if (access === 'SecuredByPerimeter' && !exported?.total) {
        return unknown(
          'network-perimeter',
          `A network security perimeter decides who reaches namespace ${namespace.name}; its rules are not looked at.`,
        );
      }
      if (access === 'SecuredByPerimeter') {
        return ok(
          `A network security perimeter decides who reaches namespace ${namespace.name}, and rows were exported.`,
        );
      }
      if (access === 'Enabled' && networkRules.defaultAction === 'Allow') {
        return ok(`Namespace ${namespace.name} admits all networks.`);
      }
      return networkRules.trustedServiceAccessEnabled
        ? ok(
            `Namespace ${namespace.name} admits trusted Microsoft services, the export among them.`,
          )
        : failing(
            'network-closed',
            `Namespace ${namespace.name} admits selected networks only and no trusted Microsoft services: the export cannot reach it.`,
            {
              brief: 'network closed',
              detail:
                'Log Analytics retries for up to 12 hours and then drops the rows.',
              remedy: change({
                title: 'Admit trusted Microsoft services',
                text: `Azure portal: Event Hubs > ${namespace.name} > Networking > Allow trusted Microsoft services to bypass this firewall > Yes. A private endpoint alone does not help: the export does not use it.`,
                url: settings.portal?.resource(namespace.id),
              }),
            },
          );
    },
  }),
  check({
    id: 'transport/local-auth-admits-export',
    title: 'The namespace takes shared access keys, which the export needs',
    source: EXPORT_PAGE,
    answers: {
      ...ofSetting,
      ok: ['ok'],
      warning: ['local-auth-disabled'],
      failing: ['local-auth-stops-export'],
      skipped: ['no-namespace'],
    },
    reads: ['namespace'],
    mayRead: ['exportFailures', 'exported'],
    evidence: ({ namespace }) =>
      evidenceOf(namespace, {
        'Local authentication': namespace?.localAuthDisabled
          ? 'disabled'
          : 'enabled',
      }),
    ask: ({ namespace, exportFailures, exported }, context) => {
      if (!namespace) {
        return noNamespace();
      }
      const remedy = change({
        title: 'Enable local authentication',
        text: `Azure portal: Event Hubs > ${namespace.name} > Overview > Local Authentication > Enabled; where a policy forbids it, exempt this namespace. The SIEM itself goes on signing in with Entra.`,
        url: context.settings.portal?.resource(namespace.id),
      });
      // Microsoft does not say that the export stops, so it takes more than the setting.
      if (
        namespace.localAuthDisabled &&
        exportFailures &&
        exported &&
        exportTries(exportFailures, exported, context) === 'failing'
      ) {
        return failing(
          'local-auth-stops-export',
          `Namespace ${namespace.name} has local authentication disabled, which the export needs, and no try to export succeeds any more.`,
          {
            brief: 'keys refused',
            detail:
              'Log Analytics tries again for up to 12 hours and then drops the rows.',
            remedy,
          },
        );
      }
      return namespace.localAuthDisabled
        ? warning(
            'local-auth-disabled',
            `Namespace ${namespace.name} has local authentication disabled: the export signs in with the namespace's keys, so it probably stops.`,
            { brief: 'keys refused', remedy },
          )
        : ok(`Namespace ${namespace.name} takes shared access keys.`);
    },
  }),
];

function evidenceOf(
  namespace: NamespaceFact | null,
  values: Record<string, string | number | undefined>,
): ReturnType<NonNullable<Check['evidence']>> {
  return namespace
    ? Object.entries(values).map(([label, value]) => ({
        fact: 'namespace',
        label,
        value: String(value),
        resource: namespace.id,
      }))
    : [];
}
