import { SimulatorState } from '../state';

/** An incident that a test or a person asks for. */
export interface IncidentRequest {
  /** Made by an alert of Defender for IoT (true, default) or of another product. */
  iot?: boolean;
  title?: string;
  severity?: 'High' | 'Medium' | 'Low' | 'Informational';
  /** Whether analysts may assign and close the incident later, each a new row (default false). */
  followUp?: boolean;
}

/** An alert that a test or a person asks for. */
export interface AlertRequest {
  /** From Defender for IoT (true, default) or from another product. */
  iot?: boolean;
  title?: string;
  severity?: 'High' | 'Medium' | 'Low' | 'Informational';
  /** Whether analysts may assign and close the incident later, each a new row (default false). */
  followUp?: boolean;
}

/** An incident as it was made. */
export interface CreatedIncident {
  incidentName: string;
  incidentNumber: number;
  alertIds: string[];
}

/** An alert as it was made, with the incident that a rule made of it. */
export interface CreatedAlert {
  systemAlertId: string;
  incident: CreatedIncident | null;
}

/** One operation of a service's route table. */
export interface OperationDescription {
  service: string;
  operationId: string;
  method: string;
  path: string;
  apiVersions: string[];
  /** RBAC action that the caller needs; operations without one may need rights that their handlers judge. */
  action?: string;
}

/** A forwarder, by the ids that other wishes take; null where a part is missing. */
export interface ForwarderDescription {
  /** That of its Splunk input. */
  name: string;
  input: string;
  /** Client id of the application with which Splunk reads. */
  clientId: string | null;
  /** ARM id. */
  workspaceId: string | null;
  /** ARM id of the data export rule. */
  ruleId: string | null;
}

/** The whole state; secret values only when the simulator runs in test mode. */
export type StateDump = SimulatorState;
