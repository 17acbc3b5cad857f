import { setTimeout as sleep } from 'node:timers/promises';
import { ControlRefusal } from '../control/ControlRefusal';
import { HttpMethod } from '../http/Route';
import { ServiceName } from '../http/ServiceName';
import { Fault, FaultRequest } from './Fault';

/** A request as the desk looks at it. */
export interface FaultCandidate {
  service: ServiceName;
  method: HttpMethod;
  /** Decoded. */
  path: string;
  operationId: string | undefined;
  /** Client id of the caller, or of the application that signs in; asked only when a fault wants to know. */
  callerAppId(): Promise<string | undefined>;
}

interface DeskEntry {
  fault: Fault;
  pattern: RegExp | undefined;
}

/** The faults in force, in the order in which they were asked for. */
export class FaultDesk {
  #entries: DeskEntry[] = [];
  #count = 0;

  /**
   * Puts a fault in force; the path pattern must compile.
   *
   * @param scenario - the scenario that raises it: only `endScenario` lifts it then
   */
  add(request: FaultRequest, scenario?: string): Fault {
    this.#count += 1;
    const fault = {
      ...request,
      id: `fault-${this.#count}`,
      ...(scenario === undefined ? {} : { scenario }),
      seen: 0,
      struck: 0,
    };
    this.#entries.push({
      fault,
      pattern:
        request.pathPattern === undefined
          ? undefined
          : RegExp(request.pathPattern, 'i'),
    });
    return fault;
  }

  /**
   * Lifts a fault; answers whether it was in force.
   *
   * @throws ControlRefusal when a scenario raised it
   */
  remove(id: string): boolean {
    const entry = this.#entries.find(({ fault }) => fault.id === id);
    if (entry?.fault.scenario !== undefined) {
      throw new ControlRefusal(
        `Fault '${id}' is part of scenario '${entry.fault.scenario}': undo that (the command \`scenario undo ${entry.fault.scenario}\`).`,
        409,
      );
    }
    return this.#end(candidate => candidate.id === id);
  }

  /** Lifts the faults that somebody asked for; those of scenarios stay until these are undone. */
  clear(): void {
    this.#end(({ scenario }) => scenario === undefined);
  }

  /** Lifts the faults of a scenario; of all of them when none is named. */
  endScenario(name?: string): void {
    this.#end(
      ({ scenario }) =>
        scenario !== undefined && (name === undefined || scenario === name),
    );
  }

  #end(which: (fault: Fault) => boolean): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter(({ fault }) => !which(fault));
    return this.#entries.length < before;
  }

  list(): readonly Fault[] {
    return this.#entries.map(({ fault }) => fault);
  }

  /** Whether no fault is in force: then a request need not be shown to the desk. */
  get idle(): boolean {
    return this.#entries.length === 0;
  }

  /** The first fault that strikes a request, counted as struck. */
  async strike(candidate: FaultCandidate): Promise<Fault | undefined> {
    for (const { fault, pattern } of this.#entries) {
      const fits =
        (fault.operationId === undefined ||
          fault.operationId === candidate.operationId) &&
        (fault.service === undefined || fault.service === candidate.service) &&
        (fault.method === undefined || fault.method === candidate.method) &&
        (pattern === undefined || pattern.test(candidate.path)) &&
        (fault.callerAppId === undefined ||
          fault.callerAppId.toLowerCase() ===
            (await candidate.callerAppId())?.toLowerCase());
      if (!fits) {
        continue;
      }
      fault.seen += 1;
      if (fault.seen <= (fault.after ?? 0)) {
        continue;
      }
      fault.struck += 1;
      if (fault.times !== undefined && fault.struck >= fault.times) {
        this.#end(({ id }) => id === fault.id);
      }
      return fault;
    }
    return undefined;
  }
}

/** Waits as long as a fault delays; keeps no process alive. */
export async function pause(milliseconds: number | undefined): Promise<void> {
  if (milliseconds) {
    await sleep(milliseconds, undefined, { ref: false });
  }
}
