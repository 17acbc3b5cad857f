import { SiemInstance } from 'backstage-plugin-siem-forwarder-node';

/** What operations need of the configured SIEM instances. */
export interface SiemDirectory {
  get(id: string): SiemInstance | undefined;
  list(): SiemInstance[];
  /** Whether an owner may forward to an instance. */
  mayUse(id: string, owner: string): boolean;
}
