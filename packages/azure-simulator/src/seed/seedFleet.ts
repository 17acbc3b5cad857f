import { SimulatorState } from '../state';
import { addForwarder } from './addForwarder';
import { addNamespace } from './addResources';
import { plants } from './demoIds';
import { demoPlans, specificationOf } from './demoPlans';
import { applyStory } from './demoStories';
import { SeedContext } from './Seed';
import { seedEmpty } from './seedEmpty';

const day = 24 * 60 * 60 * 1000;

/** The namespaces and the forwarders that have existed for long, before their stories. */
export function addFleet(state: SimulatorState, now: number): void {
  for (const plant of Object.values(plants)) {
    addNamespace(state, plant, now);
  }
  for (const plan of demoPlans) {
    if (plan.story !== 'ruleNew') {
      addForwarder(state, specificationOf(plan), {
        now,
        createdAt: now - 60 * day,
      });
    }
  }
}

/**
 * The forwarders of the demo with what happened to them, but without rows,
 * traffic and history: for tests, which make what they need.
 */
export function seedFleet(context: SeedContext): SimulatorState {
  const state = seedEmpty(context);
  addFleet(state, context.now);
  for (const plan of demoPlans) {
    applyStory(state, plan, context.now);
  }
  return state;
}
