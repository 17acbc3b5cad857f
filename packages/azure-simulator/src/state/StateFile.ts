import {
  access,
  constants,
  readFile,
  rename,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { valueAt } from '../http/json';
import { SimulatorCredentials } from '../Credentials';
import { makeFolder } from './makeFolder';
import { SimulatorState } from './SimulatorState';

/** Pause between a change and its saving (milliseconds), so that a burst is one write. */
const writeDelays = {
  /** Somebody changed something. */
  request: 2_000,
  /** Only traffic went on. */
  traffic: 60_000,
} as const;

/** Why the state changed. */
export type ChangeCause = keyof typeof writeDelays;

/** The saved state of a demo: one JSON file, replaced as a whole. */
export class StateFile {
  readonly #path: string;
  readonly #directory: string;
  #timer: NodeJS.Timeout | undefined;
  #timerCause: ChangeCause | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** @param directory - created when it does not exist */
  constructor(directory: string) {
    this.#directory = directory;
    this.#path = join(directory, 'azure-simulator.json');
  }

  /** Makes the folder, so that one that cannot be written to is known before anything is to be saved. */
  async prepare(): Promise<void> {
    try {
      await makeFolder(this.#directory);
      await access(this.#directory, constants.W_OK);
    } catch (error) {
      throw new Error(
        `The state cannot be saved in '${this.#directory}' (${
          (error as Error).message
        }): give a state folder (--state-dir) that can be made and written to.`,
        { cause: error },
      );
    }
  }

  /**
   * The saved state, or undefined when there is none. The portal's identities
   * get the secrets of this run, for those are made anew at every start.
   */
  async read(
    credentials: SimulatorCredentials,
  ): Promise<SimulatorState | undefined> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      if (valueAt(error, 'code') === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
    const state = this.#parse(text);
    for (const identity of [credentials.sweeper, credentials.provisioner]) {
      const application = Object.values(state.directory.applications).find(
        candidate => candidate.appId === identity.clientId,
      );
      for (const password of application?.passwordCredentials ?? []) {
        password.secretText = identity.clientSecret;
        password.hint = identity.clientSecret.slice(0, 3);
      }
    }
    return state;
  }

  #parse(text: string): SimulatorState {
    let state: unknown;
    try {
      state = JSON.parse(text);
    } catch (error) {
      throw new Error(
        `The state in ${this.#path} is broken (${
          (error as Error).message
        }): remove the file to start over.`,
        { cause: error },
      );
    }
    const format = valueAt(state, 'format');
    if (format !== 2) {
      throw new Error(
        `The state in ${this.#path} has format ${String(
          format,
        )}, this simulator reads format 2: remove the file to start over.`,
      );
    }
    return state as SimulatorState;
  }

  /** Saves soon; what comes until then is saved with it. */
  scheduleWrite(
    cause: ChangeCause,
    state: () => SimulatorState,
    onError: (error: unknown) => void,
  ): void {
    if (
      this.#timerCause === cause ||
      (this.#timerCause === 'request' && cause === 'traffic')
    ) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timerCause = cause;
    this.#timer = setTimeout(
      () => this.write(state()).catch(onError),
      writeDelays[cause],
    );
  }

  /** Saves now: writes beside the file and renames, so that a crash leaves the old or the new. */
  write(state: SimulatorState): Promise<void> {
    clearTimeout(this.#timer);
    this.#timerCause = undefined;
    const text = JSON.stringify(state);
    const replace = async () => {
      await makeFolder(this.#directory);
      const next = `${this.#path}.next`;
      await writeFile(next, text, { mode: 0o600 });
      await rename(next, this.#path);
    };
    // One write after the other, also after one that failed: its caller was told.
    this.#writing = this.#writing.then(replace, replace);
    return this.#writing;
  }
}
