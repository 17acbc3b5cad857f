import { TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { demoForwarders } from 'azure-simulator';
import fc from 'fast-check';
import { Knex } from 'knex';
import { startTestCloud, TestCloud } from '../__testUtils__';
import {
  brokenHistory,
  differences,
  falseClaims,
  lostFacts,
  Moment,
} from './__testUtils__/invariants';
import { Portal } from './__testUtils__/Portal';
import { randomSteps, Step } from './__testUtils__/randomSteps';

/** Runs; `npm run test:faults` asks for 10,000. */
const RUNS = Number(process.env.FAULT_RUNS ?? 12);

/** Of the first run, so that a failure can be seen again. */
const SEED = Number(process.env.FAULT_SEED ?? 20261124);

jest.setTimeout(60_000 + RUNS * 10_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Two that share workspace and namespace, and one elsewhere. */
const watched = ['austin-incidents', 'austin-alerts', 'lyon-incidents'];

const entities = demoForwarders
  .filter(({ name }) => watched.includes(name))
  .map(
    ({ name, title, owner, annotations }): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name, title, annotations },
      spec: { type: 'siem-forwarder', owner },
    }),
  );

/** One of the orders of some keys, by number. */
function shuffled(keys: string[], order: number): string[] {
  const rest = [...keys];
  let number = order;
  return keys.map(() => {
    const [key] = rest.splice(number % rest.length, 1);
    number = Math.floor(number / 3);
    return key;
  });
}

describe('a portal whose calls are struck', () => {
  let cloud: TestCloud;
  let truthDatabase: Knex;
  let struckDatabase: Knex;
  let truth: Portal;
  let struck: Portal;
  /** Time of cloud and portals, in epoch milliseconds. */
  let present = Date.now();

  beforeAll(async () => {
    cloud = await startTestCloud({
      seed: 'fleet',
      siemReaders: 'direct',
      clock: { startAt: new Date().toISOString(), manual: true },
      behaviours: { throttling: false },
    });
    const now = () => present;
    truthDatabase = await databases.init('SQLITE_3');
    struckDatabase = await databases.init('SQLITE_3');
    truth = await Portal.open({
      cloud,
      database: truthDatabase,
      entities,
      now,
    });
    struck = await Portal.open({
      cloud,
      database: struckDatabase,
      entities,
      now,
    });
  });

  afterAll(async () => {
    await cloud.stop();
  });

  async function pass(minutes: number): Promise<void> {
    present = Date.parse(await cloud.control.advance({ minutes }));
  }

  async function happen(happens: Step['happens']): Promise<void> {
    if (happens === 'undo') {
      const { length } = (await cloud.control.scenarios()).filter(
        ({ inForceFor }) => inForceFor.length > 0,
      );
      if (length > 0) {
        await cloud.control.undoScenario();
      }
    } else if (happens) {
      // What is broken already may not be whole enough for another scenario.
      await cloud.control
        .applyScenario(happens.apply, {
          forwarder: entities[happens.to].metadata.name,
        })
        .catch(() => {});
    }
  }

  /** What blinds both portals ends: until then each stands by what it saw last. */
  async function openEyes(): Promise<void> {
    for (const { name, scope, inForceFor } of await cloud.control.scenarios()) {
      if (scope === 'portal' && inForceFor.length > 0) {
        await cloud.control.undoScenario(name);
      }
    }
  }

  /** What is wrong after a run: nothing when it is empty. */
  async function run(steps: Step[]): Promise<string[]> {
    await cloud.control.reset();
    await truth.forget(truthDatabase);
    await struck.forget(struckDatabase);
    await pass(40);
    const moments = new Map<string, Moment[]>(truth.refs.map(ref => [ref, []]));
    const look = async (
      siemStruck: boolean,
      faults: Step['faults'],
      order?: number,
    ) => {
      const known = await truth.lookAtEverything();
      for (const fault of faults) {
        await cloud.control.fault(fault);
      }
      const seen = await struck.look({
        order: order === undefined ? undefined : keys => shuffled(keys, order),
        impatient: faults.some(({ status }) => status === 'hang'),
      });
      await cloud.control.clearFaults();
      for (const [ref, state] of known) {
        moments.get(ref)!.push({
          at: present,
          truth: state,
          struck: seen.get(ref)!,
          siemStruck,
        });
      }
    };
    await look(false, []);
    for (const { minutes, happens, faults, order } of steps) {
      await pass(minutes);
      await happen(happens);
      await pass(1);
      await look(
        faults.some(({ service }) => service?.startsWith('splunk')),
        faults,
        order,
      );
    }
    const problems: string[] = [];
    await openEyes();
    // What is read once in an hour is due by then; what flaps needs two looks.
    for (const minutes of [65, 5]) {
      await pass(minutes);
      await look(false, []);
    }
    for (const [ref, seen] of moments) {
      const last = seen[seen.length - 1];
      const found = [
        ...falseClaims(seen),
        ...lostFacts(seen),
        ...brokenHistory(await struck.history(ref), seen),
        ...differences(last.truth, last.struck),
        ...((await struck.stored(ref)) ? [] : ['the state was deleted']),
      ];
      problems.push(...found.map(problem => `${ref}: ${problem}`));
    }
    const told = struck.published.map(({ id }) => id);
    if (new Set(told).size !== told.length) {
      problems.push('a transition was told twice');
    }
    return problems;
  }

  it(`claims nothing false, loses and invents nothing, in ${RUNS} runs`, async () => {
    await fc.assert(
      fc.asyncProperty(randomSteps(entities.length), async steps => {
        expect(await run(steps)).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  });
});
