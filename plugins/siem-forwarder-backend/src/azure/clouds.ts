import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { AzureCloud, AzureEndpoint, PortalLinks } from './AzureCloud';

/**
 * Microsoft's clouds.
 *
 * Sources: https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure,
 * https://learn.microsoft.com/azure/china/resources-developer-guide,
 * https://learn.microsoft.com/graph/deployments,
 * https://learn.microsoft.com/azure/azure-monitor/logs/api/access-api.
 * The metrics batch host of US Government follows the pattern of the other
 * two; Microsoft's pages do not list it.
 */
export const microsoftClouds: Record<
  'public' | 'usGovernment' | 'china',
  AzureCloud
> = {
  public: {
    name: 'public',
    authorityHost: 'https://login.microsoftonline.com',
    discoversInstance: true,
    resourceManager: endpoint(
      'https://management.azure.com',
      'https://management.azure.com',
    ),
    graph: endpoint(
      'https://graph.microsoft.com',
      'https://graph.microsoft.com',
    ),
    logs: endpoint(
      'https://api.loganalytics.io',
      'https://api.loganalytics.io',
    ),
    metrics: regional(
      'https://{region}.metrics.monitor.azure.com',
      'https://metrics.monitor.azure.com',
    ),
    eventHubsSuffix: 'servicebus.windows.net',
    verifiesVaultAudience: true,
    portal: portalLinks('https://portal.azure.com'),
  },
  usGovernment: {
    name: 'usGovernment',
    authorityHost: 'https://login.microsoftonline.us',
    discoversInstance: true,
    resourceManager: endpoint(
      'https://management.usgovcloudapi.net',
      'https://management.usgovcloudapi.net',
    ),
    graph: endpoint('https://graph.microsoft.us', 'https://graph.microsoft.us'),
    logs: endpoint(
      'https://api.loganalytics.us',
      'https://api.loganalytics.us',
    ),
    metrics: regional(
      'https://{region}.metrics.monitor.azure.us',
      'https://metrics.monitor.azure.us',
    ),
    eventHubsSuffix: 'servicebus.usgovcloudapi.net',
    verifiesVaultAudience: true,
    portal: portalLinks('https://portal.azure.us'),
  },
  china: {
    name: 'china',
    authorityHost: 'https://login.chinacloudapi.cn',
    discoversInstance: true,
    resourceManager: endpoint(
      'https://management.chinacloudapi.cn',
      'https://management.chinacloudapi.cn',
    ),
    graph: endpoint(
      'https://microsoftgraph.chinacloudapi.cn',
      'https://microsoftgraph.chinacloudapi.cn',
    ),
    logs: endpoint(
      'https://api.loganalytics.azure.cn',
      'https://api.loganalytics.azure.cn',
    ),
    metrics: regional(
      'https://{region}.metrics.monitor.azure.cn',
      'https://metrics.monitor.azure.cn',
    ),
    eventHubsSuffix: 'servicebus.chinacloudapi.cn',
    verifiesVaultAudience: true,
    portal: portalLinks('https://portal.azure.cn'),
  },
};

/**
 * Reads which cloud is meant.
 *
 * @param azure - the section `siemForwarder.azure`
 * @throws InputError that names the key and the value
 */
export function readCloud(azure: Config): AzureCloud {
  const name = azure.getOptionalString('cloud') ?? 'public';
  const discovery = azure.getOptionalBoolean('disableInstanceDiscovery');
  const cloud =
    name === 'custom' ? readCustomCloud(azure) : microsoftCloud(name);
  return discovery === undefined
    ? cloud
    : { ...cloud, discoversInstance: !discovery };
}

function microsoftCloud(name: string): AzureCloud {
  if (name === 'public' || name === 'usGovernment' || name === 'china') {
    return microsoftClouds[name];
  }
  throw new InputError(
    `siemForwarder.azure.cloud: '${name}' is not a cloud; use 'public', 'usGovernment', 'china' or 'custom'`,
  );
}

function readCustomCloud(azure: Config): AzureCloud {
  const custom = azure.getConfig('custom');
  const audience = (key: string, fallback: string) =>
    custom.getOptionalString(key) ?? fallback;
  const portal = custom.has('portal') ? readUrl(custom, 'portal') : undefined;
  return {
    name: 'custom',
    authorityHost: readUrl(custom, 'authorityHost'),
    discoversInstance: false,
    resourceManager: endpoint(
      readUrl(custom, 'resourceManager'),
      audience('resourceManagerAudience', 'https://management.azure.com'),
    ),
    graph: endpoint(
      readUrl(custom, 'graph'),
      audience('graphAudience', 'https://graph.microsoft.com'),
    ),
    logs: endpoint(
      readUrl(custom, 'logs'),
      audience('logsAudience', 'https://api.loganalytics.io'),
    ),
    metrics: regional(
      readUrl(custom, 'metrics'),
      audience('metricsAudience', 'https://metrics.monitor.azure.com'),
    ),
    eventHubsSuffix:
      custom.getOptionalString('eventHubsSuffix') ?? 'servicebus.windows.net',
    verifiesVaultAudience: false,
    ...(portal ? { portal: portalLinks(portal) } : {}),
  };
}

/** Tokens are sent to these addresses, so nothing but https will do. */
function readUrl(custom: Config, key: string): string {
  const text = custom.getString(key);
  const url = URL.canParse(text.replace('{region}', 'region'))
    ? new URL(text.replace('{region}', 'region'))
    : undefined;
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username) {
    throw new InputError(
      `siemForwarder.azure.custom.${key}: '${text}' is not the address of a service; expected https://host[:port][/path]`,
    );
  }
  return text.replace(/\/+$/, '');
}

function endpoint(url: string, audience: string): AzureEndpoint {
  return { url, scope: scopeOf(audience) };
}

function regional(template: string, audience: string): AzureCloud['metrics'] {
  return {
    url: region => template.replace('{region}', region),
    scope: scopeOf(audience),
  };
}

function scopeOf(audience: string): string {
  return `${audience.replace(/\/+$/, '')}/.default`;
}

function portalLinks(portal: string): PortalLinks {
  return {
    resource: (id, tenantId) =>
      `${portal}/#${tenantId ? `@${tenantId}/` : ''}resource${id}`,
    applicationCredentials: appId =>
      `${portal}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${encodeURIComponent(
        appId,
      )}`,
  };
}
