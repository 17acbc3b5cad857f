import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Streams Defender for IoT alerts to a SIEM, and checks that they arrive. */
  siemForwarder?: {
    azure: {
      /** Which Azure; `public` when absent. `custom` takes the endpoints below. */
      cloud?: 'public' | 'usGovernment' | 'china' | 'custom';
      /** Endpoints of a cloud of one's own (air-gapped or sovereign). Needed, and read, only with `cloud: custom`. */
      custom?: {
        /** Authority that issues tokens, for example `https://login.example.com`. */
        authorityHost: string;
        /** Azure Resource Manager. */
        resourceManager: string;
        /** Audience of Azure Resource Manager tokens; `https://management.azure.com` when absent. */
        resourceManagerAudience?: string;
        /** Microsoft Graph, without the version. */
        graph: string;
        /** Audience of Microsoft Graph tokens; `https://graph.microsoft.com` when absent. */
        graphAudience?: string;
        /** Log Analytics query API, without the version. */
        logs: string;
        /** Audience of Log Analytics tokens; `https://api.loganalytics.io` when absent. */
        logsAudience?: string;
        /** Metrics batch API; `{region}` stands for the region of the resources. */
        metrics: string;
        /** Audience of metrics batch tokens; `https://metrics.monitor.azure.com` when absent. */
        metricsAudience?: string;
        /** Suffix of Event Hubs host names; `servicebus.windows.net` when absent. */
        eventHubsSuffix?: string;
        /** Azure portal, for links; no links when absent. */
        portal?: string;
      };
      /** File with the certificate authorities (PEM) to trust besides the system's. */
      caFile?: string;
      /** Whether the cloud's login is asked about itself rather than about login.microsoftonline.com. True with `cloud: custom`. */
      disableInstanceDiscovery?: boolean;
      /** Entra tenants to work in. */
      tenants: {
        /** Tenant id (GUID). */
        id: string;
        /** Identity that reads: Reader, Monitoring Reader, Log Analytics Reader, Microsoft Sentinel Reader; Graph Application.Read.All. */
        sweeper: {
          credential:
            | 'managedIdentity'
            | 'workloadIdentity'
            | 'clientSecret'
            | 'default';
          /** Client id; optional for managedIdentity and default. */
          clientId?: string;
          /** @visibility secret */
          clientSecret?: string;
        };
        /** Identity that provisions; nothing can be made from the portal when absent. */
        provisioner?: {
          credential:
            | 'managedIdentity'
            | 'workloadIdentity'
            | 'clientSecret'
            | 'default';
          /** Client id; optional for managedIdentity and default. */
          clientId?: string;
          /** @visibility secret */
          clientSecret?: string;
        };
        /** Subscriptions (GUIDs) to look at. */
        subscriptions: string[];
      }[];
    };
    /** Who may forward what: the resources in a scope belong to its owners. */
    scopes?: {
      /** Entity refs of groups or users. */
      owners: string[];
      /** Subscription ids (GUIDs). */
      subscriptions?: string[];
      /** ARM ids of resource groups. */
      resourceGroups?: string[];
      /** ARM ids of Log Analytics workspaces; their resource group may hold the namespaces made for them, unless another owner's workspace lies in it: then name the resource group or give each owner one. */
      workspaces?: string[];
      /** Client ids of Entra applications that the owners may bring along instead of having one registered. */
      applications?: string[];
    }[];
    /** Vaults that secrets can be delivered to. */
    keyVaults?: {
      /** Short id that forms show. */
      id: string;
      /** `https://<name>.vault.azure.net` */
      url: string;
    }[];
    /** SIEM instances. */
    siems?: {
      /** Short id, used in the annotation `siem-forwarder/siem`. */
      id: string;
      /** `splunk`, `handover`, or the kind of a connector that a module adds. */
      kind: string;
      /** Name for people. */
      title: string;
      /** Entity refs of the owners that may forward to it; everybody when absent. */
      owners?: string[];
      /** Splunk: the instance that runs the input (a heavy forwarder), management port. */
      management?: {
        /** For example `https://hf.example.com:8089`. */
        url: string;
        /** @visibility secret */
        token: string;
      };
      /** Splunk: the search head, management port. */
      search?: {
        /** For example `https://sh.example.com:8089`. */
        url: string;
        /** @visibility secret */
        token: string;
      };
      /** Splunk: index that the rows go to; `default` when absent. */
      index?: string;
      /** File with the certificate authorities (PEM) to trust for this SIEM. */
      caFile?: string;
      /** Handover: the product's name, for the instructions. */
      product?: string;
    }[];
    sweep?: {
      /** How often flow facts (rows, metrics, arrivals) are read; 5 minutes when absent. */
      flow?: HumanDuration | string;
      /** How often configuration facts are read; 60 minutes when absent. */
      configuration?: HumanDuration | string;
    };
    health?: {
      /** How long an arrival counts as proof while there is nothing to forward; 7 days when absent. */
      proofMaxAge?: HumanDuration | string;
      /** Steps of warning before a secret ends; 60, 30, 14, 7 and 1 days when absent. */
      secretExpiry?: (HumanDuration | string)[];
      /** How long a new export rule may take to start; 30 minutes when absent. */
      ruleSettles?: HumanDuration | string;
      /** The longest outage of the SIEM's reader that event hubs are to outlast; 24 hours when absent. */
      longestOutage?: HumanDuration | string;
    };
    operations?: {
      /** How long an open operation may stand without a step's success before it rolls back by itself; 24 hours when absent. */
      rollBackAfter?: HumanDuration | string;
    };
    history?: {
      /** How long transitions are kept; at least, and when absent, 400 days. */
      retain?: HumanDuration | string;
    };
    /** Whether the plugin's templates appear in the catalog; true when absent. */
    templates?: boolean;
  };
}
