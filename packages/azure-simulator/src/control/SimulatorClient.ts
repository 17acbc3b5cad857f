import type { Behaviours } from '../Behaviours';
import type { CutDispositions, LinkRefusal } from '../amqp/HubFaults';
import type { Fault, FaultRequest } from '../faults/Fault';
import { stringAt } from '../http/json';
import type { LoggedRequest, RequestCount } from '../http/RequestLog';
import type {
  AppliedScenario,
  ScenarioDescription,
} from '../scenarios/ScenarioDesk';
import type { SeedName } from '../seed/Seed';
import type { SplunkInstance } from '../state';
import type {
  AlertRequest,
  CreatedAlert,
  CreatedIncident,
  ForwarderDescription,
  IncidentRequest,
  OperationDescription,
  StateDump,
} from './ControlTypes';
import { controlHeader } from './controlHeader';
import { ControlUnreachable } from './ControlUnreachable';

/** A span of time; members add up. */
export interface AdvanceDuration {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;
}

/** Why nothing answered: the code of the connection's error, which `fetch` hides in its cause. */
function reasonOf(error: unknown): string {
  return (
    stringAt(error, 'cause', 'code') ??
    stringAt(error, 'cause', 'message') ??
    String(error)
  );
}

/**
 * Drives a simulator over its control API, in the same process or another.
 * Every method rejects with the control API's message when the simulator
 * refuses, and with `ControlUnreachable` when there is none.
 */
export class SimulatorClient {
  readonly #base: string;

  /** @param base - the `control` endpoint, e.g. `http://127.0.0.1:40009` */
  constructor(base: string) {
    this.#base = base.replace(/\/+$/, '');
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.#base}${path}`, init);
    } catch (error) {
      throw new ControlUnreachable(
        `No simulator answers at '${this.#base}' (${reasonOf(error)}).`,
        { cause: error },
      );
    }
    if (!response.headers.has(controlHeader)) {
      throw new ControlUnreachable(
        `What answers at '${
          this.#base
        }' is not the control endpoint of a simulator (HTTP status ${
          response.status
        }).`,
      );
    }
    return response;
  }

  async #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.#fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as T & { error?: string };
    if (!response.ok) {
      throw new Error(
        `The simulator refused ${method} ${path}: ${
          answer.error ?? response.status
        }`,
      );
    }
    return answer;
  }

  /** Starts over with a seed; the present one by default. Clears log and faults. */
  async reset(options: { seed?: SeedName } = {}): Promise<void> {
    await this.#send('POST', '/reset', options);
  }

  /** Moves a manual clock and runs the ticks between; answers the new present (ISO 8601). */
  async advance(duration: AdvanceDuration): Promise<string> {
    return (await this.#send<{ now: string }>('POST', '/advance', duration))
      .now;
  }

  /** Runs traffic and flow up to the present, without waiting for the next tick. */
  async tick(): Promise<void> {
    await this.#send('POST', '/tick');
  }

  /** The simulated present (ISO 8601). */
  async now(): Promise<string> {
    return (await this.#send<{ now: string }>('GET', '/now')).now;
  }

  /**
   * The state, or some parts of it: the whole is many megabytes once rows have
   * flowed. Secret values are replaced by `******` unless the simulator runs in
   * test mode.
   */
  state(): Promise<StateDump>;
  state<Part extends keyof StateDump>(
    ...parts: Part[]
  ): Promise<Pick<StateDump, Part>>;
  state(...parts: string[]): Promise<Partial<StateDump>> {
    const query = parts.length === 0 ? '' : `?parts=${parts.join(',')}`;
    return this.#send('GET', `/state${query}`);
  }

  /** The forwarders, with the ids that the other methods take. */
  forwarders(): Promise<ForwarderDescription[]> {
    return this.#send('GET', '/forwarders');
  }

  /** The operations that the simulated services know. */
  operations(): Promise<OperationDescription[]> {
    return this.#send('GET', '/operations');
  }

  /** The newest requests that the services received, oldest first. */
  requests(): Promise<LoggedRequest[]> {
    return this.#send('GET', '/requests');
  }

  /** Counts of all requests by operation and status, since they were last forgotten. */
  requestCounts(): Promise<RequestCount[]> {
    return this.#send('GET', '/requests/counts');
  }

  /** Forgets the requests so far. */
  async clearRequests(): Promise<void> {
    await this.#send('DELETE', '/requests');
  }

  /** Makes an incident in a workspace (ARM id), with its alert. */
  createIncident(
    workspaceId: string,
    incident: IncidentRequest = {},
  ): Promise<CreatedIncident> {
    return this.#send('POST', '/incidents', { workspaceId, ...incident });
  }

  /** Makes an alert in a workspace (ARM id); an enabled incident creation rule makes an incident of it. */
  createAlert(
    workspaceId: string,
    alert: AlertRequest = {},
  ): Promise<CreatedAlert> {
    return this.#send('POST', '/alerts', { workspaceId, ...alert });
  }

  /** Enables or disables a data export rule (ARM id), as somebody does in the Azure portal. */
  async patchRule(ruleId: string, change: { enable: boolean }): Promise<void> {
    await this.#send('POST', '/rules', { ruleId, ...change });
  }

  /** Deletes a data export rule (ARM id) behind the portal's back. */
  async removeRule(ruleId: string): Promise<void> {
    await this.#send('POST', '/rules/remove', { ruleId });
  }

  /** Disables a Splunk input by name. */
  async disableSplunkInput(name: string): Promise<void> {
    await this.#send('POST', '/splunk/inputs', { name, disabled: true });
  }

  /** Enables a Splunk input by name. */
  async enableSplunkInput(name: string): Promise<void> {
    await this.#send('POST', '/splunk/inputs', { name, disabled: false });
  }

  /** Makes every secret of an application (client id) expire now. */
  async expireSecret(appId: string): Promise<void> {
    await this.#send('POST', '/secrets/expire', { appId });
  }

  /** Removes the role assignments of an application's service principal (client id); answers how many. */
  async removeRoleAssignment(
    appId: string,
    options: { roleName?: string } = {},
  ): Promise<number> {
    return (
      await this.#send<{ removed: number }>('POST', '/roles/remove', {
        appId,
        ...options,
      })
    ).removed;
  }

  /** Cuts every connection to both Splunk ports and stops its inputs. */
  async stopSplunk(): Promise<void> {
    await this.#send('POST', '/splunk/running', { running: false });
  }

  /** Undoes `stopSplunk`. */
  async startSplunk(): Promise<void> {
    await this.#send('POST', '/splunk/running', { running: true });
  }

  /** Installs or removes Splunk's Microsoft Cloud Services add-on. */
  async setSplunkAddOn(installed: boolean): Promise<void> {
    await this.#send('POST', '/splunk/addon', { installed });
  }

  /** Lets the portal's own Splunk token of one port end now; a reset undoes it. */
  async expireSplunkToken(instance: SplunkInstance): Promise<void> {
    await this.#send('POST', '/splunk/tokens/expire', { instance });
  }

  /** Switches Splunk's token authentication; while it is off no token is taken. */
  async setSplunkTokenAuthentication(enabled: boolean): Promise<void> {
    await this.#send('POST', '/splunk/token-authentication', { enabled });
  }

  /** Lets a search peer fail, so that every search says it is incomplete, or come back. */
  async setSplunkPeerDown(name: string, down: boolean): Promise<void> {
    await this.#send('POST', '/splunk/peers', { name, down });
  }

  /** Registers or unregisters a resource provider in a subscription. */
  async setProvider(
    subscriptionId: string,
    namespace: string,
    registered: boolean,
  ): Promise<void> {
    await this.#send('POST', '/providers', {
      subscriptionId,
      namespace,
      registered,
    });
  }

  /** Switches on or off what bites in production; answers all switches. */
  setBehaviours(change: Partial<Behaviours>): Promise<Behaviours> {
    return this.#send('POST', '/behaviours', change);
  }

  /** Lets the next creation of a namespace of this name end as `Failed`, without a code. */
  async failNextNamespaceCreation(name: string): Promise<void> {
    await this.#send('POST', '/namespaces/fail-next', { name });
  }

  /** Limits the life of client secrets by tenant policy (whole days, at least 1); null lifts the limit. */
  async setMaxSecretLifetime(days: number | null): Promise<void> {
    await this.#send('POST', '/policies/secret-lifetime', {
      // JSON has null for NaN too, which must not lift a limit.
      days: days === null ? 'none' : days,
    });
  }

  /** Puts a fault in force; answers its id. */
  async fault(request: FaultRequest): Promise<string> {
    return (await this.#send<Fault>('POST', '/faults', request)).id;
  }

  /** The faults in force, in their order. */
  faults(): Promise<Fault[]> {
    return this.#send('GET', '/faults');
  }

  /** Lifts one fault, or all of them. */
  async clearFaults(id?: string): Promise<void> {
    await this.#send(
      'DELETE',
      id ? `/faults/${encodeURIComponent(id)}` : '/faults',
    );
  }

  /** Connections to Event Hubs that are open, and what was kept without an answer so far. */
  hubs(): Promise<{ connections: number; cut: CutDispositions }> {
    return this.#send('GET', '/hubs');
  }

  /**
   * Ends every connection to Event Hubs; answers how many. What was answered
   * still arrives, so nothing is doubled by it.
   */
  async dropHubConnections(): Promise<number> {
    return (
      await this.#send<{ dropped: number }>('POST', '/hubs/connections/drop')
    ).dropped;
  }

  /** Detaches the links to a hub (name; every hub by default); answers how many. */
  async dropHubLinks(options: { hub?: string } = {}): Promise<number> {
    return (
      await this.#send<{ dropped: number }>('POST', '/hubs/links/drop', options)
    ).dropped;
  }

  /** Keeps the next batches (1 by default) sent to a hub without an answer, so that their sender repeats them; `hubs()` counts them. */
  async cutHubDispositions(
    options: { hub?: string; batches?: number } = {},
  ): Promise<void> {
    await this.#send('POST', '/hubs/dispositions/cut', options);
  }

  /** Lets a hub (name; every hub by default) refuse new links and batches, as often as told or until cleared. */
  async refuseHubLinks(
    refusal: LinkRefusal,
    options: { hub?: string; times?: number } = {},
  ): Promise<void> {
    await this.#send('POST', '/hubs/refusals', { refusal, ...options });
  }

  /** Lifts what was put on hubs; what was counted stays. */
  async clearHubFaults(): Promise<void> {
    await this.#send('DELETE', '/hubs/faults');
  }

  /** The scenarios, and where they are in force. */
  scenarios(): Promise<ScenarioDescription[]> {
    return this.#send('GET', '/scenarios');
  }

  /** Lets a scenario happen to a forwarder (the name of its Splunk input); to the first sound one when none is named. */
  applyScenario(
    name: string,
    options: { forwarder?: string } = {},
  ): Promise<AppliedScenario> {
    return this.#send('POST', '/scenarios/apply', { name, ...options });
  }

  /** Takes back the last scenario, or all of a name; answers which. */
  undoScenario(name?: string): Promise<AppliedScenario[]> {
    return this.#send('POST', '/scenarios/undo', { name });
  }
}
