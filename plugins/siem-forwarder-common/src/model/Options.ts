import { SiemReference } from './ForwarderHealth';

/**
 * A workspace that the form can offer.
 *
 * @public
 */
export interface WorkspaceOption {
  /** ARM id. */
  id: string;
  name: string;
  region: string;
  resourceGroup: string;
  subscriptionId: string;
  subscriptionName?: string;
  /** Entity refs of the groups in whose scope it lies. */
  owners: string[];
  /** Microsoft Sentinel is onboarded; absent when that could not be read. */
  sentinel?: boolean;
  /** State of the Defender for IoT connector. */
  iotConnector: 'connected' | 'disconnected' | 'unknown';
  /** Whether anything turns IoT alerts into incidents. */
  incidentCreation: 'on' | 'off' | 'unknown';
  /** Active export rules, of at most 10; absent when that could not be read. */
  activeExportRules?: number;
  /** Rows of the last 30 days, by table; absent when they could not be counted. */
  production?: { table: string; rows: number; iotRows: number }[];
}

/**
 * A SIEM instance that the form can offer.
 *
 * @public
 */
export interface SiemOption extends SiemReference {
  /** The connector configures the SIEM by itself. */
  configures: boolean;
  /** The connector can see whether rows arrive. */
  verifies: boolean;
}

/**
 * A vault that a secret can be delivered to.
 *
 * @public
 */
export interface KeyVaultOption {
  id: string;
  url: string;
}

/**
 * What the form offers to one user.
 *
 * @public
 */
export interface FormOptions {
  /** Owner groups with a scope that the user belongs to; all owner groups for somebody who may create for any. */
  owners: string[];
  siems: SiemOption[];
  keyVaults: KeyVaultOption[];
}

/**
 * Whether a namespace name can be used.
 *
 * @public
 */
export interface NamespaceNameAvailability {
  name: string;
  /** `available`, `yours` (exists in the chosen subscription and can be adopted), `taken`, `invalid`, `unknown` (could not ask). */
  state: 'available' | 'yours' | 'taken' | 'invalid' | 'unknown';
  message: string;
}

/**
 * Instructions for a SIEM that people configure themselves.
 *
 * @public
 */
export interface Handover {
  /** `Elastic (SOC Elastic)`. */
  title: string;
  /** Markdown, one section a step. */
  sections: {
    title: string;
    text: string;
    values: { label: string; value: string }[];
  }[];
}
