import { toIso } from '../clock/format';
import { idKey } from '../ids/armId';
import {
  dropRoleAssignment,
  roleAssignmentsOf,
} from '../rbac/RoleAssignmentIndex';
import { Application, SimulatorState } from '../state';
import { addForwarder } from './addForwarder';
import { demoApplicationId } from './demoForwarders';
import { plants, seedGuid } from './demoIds';
import { DemoPlan, DemoStory, specificationOf } from './demoPlans';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long before the present a story happened (milliseconds). */
const ages: Record<DemoStory, number> = {
  none: 0,
  ruleDisabled: 3 * hour,
  ruleNew: 4 * minute,
  hubMissing: 2 * hour,
  secretExpired: 26 * hour,
  secretExpiring: 0,
  roleMissing: 5 * hour,
  inputDisabled: 8 * hour,
  sourcetypeMismatch: 0,
};

/** When a story happened. */
export function storyInstant(story: DemoStory, now: number): number {
  return now - ages[story];
}

function applicationOf(state: SimulatorState, plan: DemoPlan): Application {
  return state.directory.applications[
    seedGuid(`application:${demoApplicationId(plan.name)}`)
  ];
}

/** Lets a story happen to the resources of a forwarder. */
export function applyStory(
  state: SimulatorState,
  plan: DemoPlan,
  now: number,
): void {
  const plant = plants[plan.plant];
  const at = storyInstant(plan.story, now);
  const workspace = state.workspaces[idKey(plant.workspaceId)];
  const rule = workspace.dataExports[plan.rule.toLowerCase()];
  const happenings: Record<DemoStory, () => void> = {
    none: () => {},
    sourcetypeMismatch: () => {},
    ruleDisabled: () => {
      rule.enable = false;
      rule.lastModifiedAt = toIso(at);
    },
    ruleNew: () => {
      addForwarder(state, specificationOf(plan), { now, createdAt: at });
      const made = workspace.dataExports[plan.rule.toLowerCase()];
      // As slow as Azure: the demo's first half hour shows it as pending.
      made.exportsFrom = toIso(at + 30 * minute);
    },
    hubMissing: () => {
      delete state.namespaces[idKey(plant.namespaceId)].eventHubs[
        plan.hub.toLowerCase()
      ];
    },
    secretExpired: () => {
      for (const password of applicationOf(state, plan).passwordCredentials) {
        password.startDateTime = toIso(at - 180 * day);
        password.endDateTime = toIso(at);
      }
    },
    secretExpiring: () => {
      for (const password of applicationOf(state, plan).passwordCredentials) {
        password.startDateTime = toIso(now - 168 * day);
        password.endDateTime = toIso(now + 12 * day);
      }
    },
    roleMissing: () => {
      const principal = seedGuid(
        `servicePrincipal:${demoApplicationId(plan.name)}`,
      );
      for (const { id } of roleAssignmentsOf(state, principal)) {
        dropRoleAssignment(state, id);
      }
    },
    inputDisabled: () => {
      state.splunk.inputs[plan.name].disabled = true;
    },
  };
  happenings[plan.story]();
}
