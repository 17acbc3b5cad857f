import { BlockList } from 'node:net';
import { EventHubNamespace } from '../state';
import { World } from '../World';

/** Every client of the simulator comes from here. */
const clientAddress = '127.0.0.1';

function contains(ipMask: string, address: string): boolean {
  const [network, bits = '32'] = ipMask.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(bits));
  return list.check(address);
}

/**
 * Whether a namespace's network rules let a client on this machine in: public
 * access is on, and the address is admitted by default or by an IP rule.
 */
export function admitsLoopback(
  world: World,
  namespace: EventHubNamespace,
): boolean {
  if (!world.behaviours.networkRules) {
    return true;
  }
  const { networkRuleSet: rules } = namespace;
  if (
    namespace.publicNetworkAccess !== 'Enabled' ||
    rules.publicNetworkAccess !== 'Enabled'
  ) {
    return false;
  }
  return (
    rules.defaultAction === 'Allow' ||
    rules.ipRules.some(({ ipMask }) => contains(ipMask, clientAddress))
  );
}
