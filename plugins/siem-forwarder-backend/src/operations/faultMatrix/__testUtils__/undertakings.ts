import { StateDump } from 'azure-simulator';
import { FaultRig, fullSpec } from './FaultRig';
import { lacksOf } from './lacksOf';
import { PortalProcess } from './PortalProcess';
import { differencesOf, stateOf } from './stateOf';

/** What the portal does with a forwarder that exists, or with what there is of one. */
export const undertakingNames = [
  'roll back',
  'rotate',
  'repair',
  'change',
  'pause',
  'resume',
  'decommission',
] as const;

/** One of these. */
export type UndertakingName = (typeof undertakingNames)[number];

/** The cloud at three moments. */
export interface Moments {
  /** Before there was a forwarder. */
  untouched: StateDump;
  /** When the undertaking began. */
  before: StateDump;
  /** When it was over. */
  after: StateDump;
}

/** One of them. */
export interface Undertaking {
  /** Steps of the provisioning that come before it. */
  provisioned: 'wholly' | 'but for the registration';
  /** Brings about what it is for. */
  prepare?(rig: FaultRig): Promise<void>;
  /** Opens it; answers the operation's id. */
  open(rig: FaultRig, process: PortalProcess): Promise<string>;
  /** What is wrong when it was carried through, a sentence each. */
  lacksWhenDone(moments: Moments): string[];
  /** What is wrong when it was taken back, a sentence each. */
  lacksWhenRolledBack(moments: Moments): string[];
}

/** Id of the provisioning run. */
export const MADE = 'made';

const RETENTION_HOURS = 24;

const gone = ({ untouched, after }: Moments) =>
  differencesOf(stateOf(untouched), stateOf(after));

const whole = ({ after }: Moments) => lacksOf(after, fullSpec);

const asBefore = ({ before, after }: Moments) =>
  differencesOf(stateOf(before), stateOf(after));

const keyOf = ({ directory }: StateDump) =>
  Object.values(directory.applications).find(
    ({ uniqueName }) => uniqueName === `siem-forwarder-${fullSpec.name}`,
  )?.passwordCredentials[0]?.keyId;

const hubOf = ({ namespaces }: StateDump) =>
  Object.values(namespaces).flatMap(({ eventHubs }) =>
    Object.values(eventHubs),
  )[0];

const unless = (holds: boolean, otherwise: string) =>
  holds ? [] : [otherwise];

/** The undertakings. */
export const undertakings: Record<UndertakingName, Undertaking> = {
  'roll back': {
    provisioned: 'but for the registration',
    open: async (_, process) => {
      await process.operations.rollBack(MADE, 'Somebody pressed Roll back.');
      return MADE;
    },
    lacksWhenDone: () => ['It was carried on, not rolled back.'],
    lacksWhenRolledBack: gone,
  },
  rotate: {
    provisioned: 'wholly',
    open: async (rig, process) => (await rig.openFor(process, 'rotate')).id,
    lacksWhenDone: moments => [
      ...whole(moments),
      ...unless(
        keyOf(moments.before) !== keyOf(moments.after),
        'The secret before is in use.',
      ),
    ],
    lacksWhenRolledBack: whole,
  },
  repair: {
    provisioned: 'wholly',
    prepare: async rig => {
      const { control } = rig.cloud;
      const state = await control.state();
      const [rule] = Object.values(
        state.workspaces[fullSpec.workspaceId.toLowerCase()].dataExports,
      );
      await control.patchRule(rule.id, { enable: false });
      for (const name of Object.keys(state.splunk.inputs)) {
        await control.disableSplunkInput(name);
      }
    },
    open: async (rig, process) => (await rig.openFor(process, 'repair')).id,
    lacksWhenDone: whole,
    // What was put right stays, since the forwarder rests on it.
    lacksWhenRolledBack: moments => {
      const lacked = lacksOf(moments.before, fullSpec);
      return whole(moments).filter(lack => !lacked.includes(lack));
    },
  },
  change: {
    provisioned: 'wholly',
    open: async (rig, process) =>
      (
        await rig.openFor(process, 'change', {
          retentionHours: RETENTION_HOURS,
          content: 'incidents',
        })
      ).id,
    lacksWhenDone: moments => [
      ...whole(moments),
      ...unless(
        hubOf(moments.after)?.retentionHours === RETENTION_HOURS,
        'The retention is not what it was changed to.',
      ),
    ],
    lacksWhenRolledBack: asBefore,
  },
  pause: {
    provisioned: 'wholly',
    open: async (rig, process) =>
      (await rig.openFor(process, 'pause', { reason: 'Maintenance' })).id,
    lacksWhenDone: asBefore,
    lacksWhenRolledBack: asBefore,
  },
  resume: {
    provisioned: 'wholly',
    open: async (rig, process) => (await rig.openFor(process, 'resume')).id,
    lacksWhenDone: asBefore,
    lacksWhenRolledBack: asBefore,
  },
  decommission: {
    provisioned: 'wholly',
    open: async (rig, process) =>
      (await rig.openFor(process, 'decommission', { name: fullSpec.name })).id,
    lacksWhenDone: gone,
    // What is gone does not come back; that it can be finished is looked at then.
    lacksWhenRolledBack: () => [],
  },
};
