import { EventHub } from '../state';
import { World } from '../World';
import { ConsumerRegistry } from './ConsumerRegistry';
import { HubFaults } from './HubFaults';
import { TokenGate } from './TokenGate';

/** What all connections of the Event Hubs listener share. */
export interface Broker {
  world: World;
  gate: TokenGate;
  faults: HubFaults;
  consumers: ConsumerRegistry;
  /** Partition for a batch that names neither partition nor key: each in its turn, as in Azure. */
  nextPartition(hub: EventHub): number;
  /** Told of errors that are the simulator's own. */
  onError(error: unknown): void;
}
