/** Severity of an alert. */
export type Severity = 'High' | 'Medium' | 'Low' | 'Informational';

/** What an alert is about. */
export interface AlertSubject {
  title: string;
  description: string;
  severity: Severity;
  /** Engine of Defender for IoT: MALWARE, ANOMALY, PROTOCOL_VIOLATION, POLICY_VIOLATION or OPERATIONAL. */
  component: string;
  protocol: string;
  tactics: string;
}

function subject(
  title: string,
  severity: Severity,
  component: string,
  protocol: string,
  tactics: string,
  description: string,
): AlertSubject {
  return { title, severity, component, protocol, tactics, description };
}

/**
 * Alerts that OT sensors really raise.
 * Source: https://learn.microsoft.com/azure/defender-for-iot/organizations/alert-engine-messages
 */
export const iotSubjects: readonly AlertSubject[] = [
  subject(
    'Unauthorized PLC Programming',
    'High',
    'POLICY_VIOLATION',
    'S7COMM',
    'ImpairProcessControl',
    'A source device that is not defined as a programming device sent a programming command to a PLC.',
  ),
  subject(
    'PLC Operating Mode Changed',
    'Medium',
    'POLICY_VIOLATION',
    'CIP',
    'ImpairProcessControl',
    'The operating mode of a PLC changed from Run to Program.',
  ),
  subject(
    'New Activity Detected - LLDP',
    'Low',
    'POLICY_VIOLATION',
    'LLDP',
    'Discovery',
    'New traffic was detected that is not part of the learned baseline.',
  ),
  subject(
    'Excessive SMB login attempts',
    'Medium',
    'ANOMALY',
    'SMB',
    'LateralMovement',
    'A source device tried to log in to an SMB server many times.',
  ),
  subject(
    'Suspicion of Malicious Activity (Stuxnet)',
    'High',
    'MALWARE',
    'S7COMM',
    'Execution',
    'Suspicious network activity that resembles Stuxnet was detected.',
  ),
  subject(
    'Illegal Function Code for Protocol Version',
    'Medium',
    'PROTOCOL_VIOLATION',
    'MODBUS',
    'Impact',
    'A source device sent a function code that the protocol version does not define.',
  ),
  subject(
    'Device is Suspected to be Disconnected (Unresponsive)',
    'Low',
    'OPERATIONAL',
    'MODBUS',
    'InhibitResponseFunction',
    'A device did not answer a command that was sent to it.',
  ),
  subject(
    'Port Scan Detected',
    'Medium',
    'ANOMALY',
    'TCP',
    'Discovery',
    'A source device was detected scanning the ports of a destination device.',
  ),
  subject(
    'Firmware Update on Controller',
    'Medium',
    'POLICY_VIOLATION',
    'BACNET',
    'Persistence',
    'A command to update firmware was sent to a controller.',
  ),
  subject(
    'Unauthorized Internet Connectivity Detected',
    'High',
    'POLICY_VIOLATION',
    'TLS',
    'CommandAndControl',
    'A source device that is defined as part of the network communicated with internet addresses.',
  ),
];

/** Alerts of other products in the same workspace. */
export const otherSubjects: readonly AlertSubject[] = [
  subject(
    'Impossible travel to atypical locations',
    'Medium',
    'IDENTITY',
    'HTTPS',
    'InitialAccess',
    'Sign-ins of a user from two distant places within a short time.',
  ),
  subject(
    'Mass download by a single user',
    'Low',
    'CLOUD_APPS',
    'HTTPS',
    'Exfiltration',
    'A user downloaded an unusual number of files.',
  ),
  subject(
    'Failed Azure sign-ins followed by success',
    'Medium',
    'IDENTITY',
    'HTTPS',
    'CredentialAccess',
    'Several failed sign-ins were followed by a successful one.',
  ),
];
