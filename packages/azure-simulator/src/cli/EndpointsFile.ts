import { SimulatorCredentials } from '../Credentials';
import { SimulatorEndpoints } from '../Endpoints';

/** What `--endpoints-file` holds: everything that a portal's configuration needs. */
export interface EndpointsFile {
  endpoints: SimulatorEndpoints;
  /** PEM of the certificate authority. */
  caPem: string;
  credentials: SimulatorCredentials;
  /** Process id of the simulator. */
  pid: number;
}
