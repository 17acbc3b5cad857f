import { SiemProblem } from 'backstage-plugin-siem-forwarder-node';
import { SiemError } from '../SiemError';
import { ADD_ON } from './addOn';
import { SplunkClient } from './SplunkClient';

/**
 * Looks for what stands against using the instance that runs the inputs: is it
 * there, does it take our token, has it the add-on.
 */
export function probeManagement(
  client: SplunkClient,
  title: string,
  options: { signal?: AbortSignal },
): Promise<SiemProblem[]> {
  return asProblems(title, 'management', async () => {
    await checkToken(client, options);
    const addOn = await client.get({
      path: ['services', 'apps', 'local', ADD_ON],
      action: `say whether the add-on '${ADD_ON}' is installed`,
      ...options,
    });
    return addOn && !isDisabled(addOn.content)
      ? []
      : [
          {
            code: 'siem-add-on-missing',
            message: `${title} does not have the add-on '${ADD_ON}', or it is disabled`,
            remedy:
              'Install the Splunk Add-on for Microsoft Cloud Services (https://splunkbase.splunk.com/app/3110) on the instance that runs the inputs, and enable it.',
          },
        ];
  });
}

/**
 * Looks for what stands against searching: reachability, token, index.
 *
 * @param index - `default` is Splunk's word for whichever index is the default
 */
export function probeSearch(
  client: SplunkClient,
  title: string,
  index: string,
  options: { signal?: AbortSignal },
): Promise<SiemProblem[]> {
  return asProblems(title, 'search', async () => {
    await checkToken(client, options);
    if (index === 'default') {
      return [];
    }
    const found = await client.get({
      path: ['services', 'data', 'indexes', index],
      action: `read index '${index}'`,
      ...options,
    });
    return found
      ? []
      : [
          {
            code: 'siem-index-missing',
            message: `${title} has no index '${index}'`,
            remedy: `Create the index '${index}', or name another one in siemForwarder.siems[].index.`,
          },
        ];
  });
}

/** `server/info` may answer without a token; this does not. */
async function checkToken(
  client: SplunkClient,
  options: { signal?: AbortSignal },
): Promise<void> {
  await client.send({
    method: 'GET',
    path: ['services', 'authentication', 'current-context'],
    action: 'say who the token belongs to',
    ...options,
  });
}

async function asProblems(
  title: string,
  role: 'management' | 'search',
  probe: () => Promise<SiemProblem[]>,
): Promise<SiemProblem[]> {
  try {
    return await probe();
  } catch (error) {
    if (!(error instanceof SiemError)) {
      throw error;
    }
    return [
      error.kind === 'token-refused'
        ? {
            code: 'siem-token-refused',
            message: error.message,
            remedy: `Renew the ${role} token of ${title} (siemForwarder.siems[].${role}.token); Splunk's tokens end and cannot be extended.`,
          }
        : {
            code: 'siem-unreachable',
            message: error.message,
            remedy: `Check siemForwarder.siems[].${role}.url and caFile, and that the portal may connect to it.`,
          },
    ];
  }
}

function isDisabled(content: Record<string, unknown>): boolean {
  return ['1', 'true'].includes(String(content.disabled ?? '0').toLowerCase());
}
