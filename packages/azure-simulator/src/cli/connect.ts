import { readFile } from 'node:fs/promises';
import { SimulatorClient } from '../control/SimulatorClient';
import { stringAt } from '../http/json';

/** Which simulator a command is about. */
export interface ConnectionOptions {
  control?: string;
  endpointsFile?: string;
}

/** A client of the control API, and where its address came from, for people. */
export interface Connection {
  client: SimulatorClient;
  origin: string;
}

function controlUrl(text: string, origin: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:') {
    throw new Error(
      `${origin}: '${text}' is no control endpoint: give the http:// address that \`serve\` printed beside \`control\`.`,
    );
  }
  return text;
}

async function controlOf(path: string, origin: string): Promise<string> {
  const remedy =
    'give the file that `serve --endpoints-file <file>` wrote, while it runs.';
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new Error(
      `${origin}: '${path}' cannot be read (${
        (error as NodeJS.ErrnoException).code
      }): ${remedy}`,
      { cause: error },
    );
  }
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new Error(`${origin}: '${path}' is not JSON: ${remedy}`, {
      cause: error,
    });
  }
  const control = stringAt(file, 'endpoints', 'control');
  if (control === undefined) {
    throw new Error(`${origin}: '${path}' has no endpoints.control: ${remedy}`);
  }
  return controlUrl(control, `${origin} '${path}'`);
}

/**
 * A client of the simulator that the options, or SIMULATOR_ENDPOINTS_FILE, name.
 *
 * @throws Error that names the option, its value and the remedy
 */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  if (options.control !== undefined) {
    const origin = '--control';
    return {
      client: new SimulatorClient(controlUrl(options.control, origin)),
      origin,
    };
  }
  const path = options.endpointsFile ?? process.env.SIMULATOR_ENDPOINTS_FILE;
  if (!path) {
    throw new Error(
      'Say which simulator: --control <url>, --endpoints-file <file>, or SIMULATOR_ENDPOINTS_FILE.',
    );
  }
  const origin =
    options.endpointsFile === undefined
      ? 'SIMULATOR_ENDPOINTS_FILE'
      : '--endpoints-file';
  return {
    client: new SimulatorClient(await controlOf(path, origin)),
    origin: `${origin} '${path}'`,
  };
}
