import {
  CLIENT_ID,
  forwarderEntity,
  HUB_ID,
  RULE_ID,
} from '../evaluate/__fixtures__/healthyForwarder';
import { Forwarder } from './Forwarder';

function read(annotations: Record<string, string | undefined> = {}) {
  return Forwarder.fromEntity(forwarderEntity(annotations))!;
}

describe('Forwarder', () => {
  it('reads an entity', () => {
    expect(read()).toMatchObject({
      entityRef: 'resource:default/ot-alerts',
      name: 'ot-alerts',
      title: 'ot-alerts',
      owner: 'group:default/plant-austin',
      applicationId: CLIENT_ID,
      tables: ['SecurityIncident'],
      siemId: 'soc-splunk',
      consumerGroup: 'siem',
      paused: undefined,
      problems: [],
    });
    expect(read().exportRule?.toString()).toBe(RULE_ID);
    expect(read().eventHub?.toString()).toBe(HUB_ID);
    expect(read().workspace?.name).toBe('law-ot-austin');
  });

  it('can be made again of the parts that it was read from', () => {
    const forwarder = read({
      'siem-forwarder/paused': 'maintenance',
      'example.com/of-another-plugin': 'x'.repeat(10_000),
    });
    const stored = JSON.stringify(forwarder.entity);
    expect(stored.length).toBeLessThan(2_000);
    expect(Forwarder.fromEntity(JSON.parse(stored))).toEqual(forwarder);
  });

  it('fills in what may be left out', () => {
    expect(
      read({
        'siem-forwarder/tables': undefined,
        'siem-forwarder/consumer-group': undefined,
        'siem-forwarder/event-hub': undefined,
        'siem-forwarder/application-id': undefined,
        'siem-forwarder/siem': undefined,
      }),
    ).toMatchObject({
      tables: ['SecurityIncident'],
      consumerGroup: '$Default',
      eventHub: undefined,
      applicationId: undefined,
      siemId: undefined,
      problems: [],
    });
  });

  it('is none without the annotation of a rule', () => {
    expect(
      Forwarder.fromEntity(
        forwarderEntity({ 'siem-forwarder/export-rule': undefined }),
      ),
    ).toBeUndefined();
  });

  it.each([
    ['siem-forwarder/export-rule', 'export-ot'],
    ['siem-forwarder/export-rule', HUB_ID],
    ['siem-forwarder/event-hub', RULE_ID],
    ['siem-forwarder/application-id', 'my-app'],
    ['siem-forwarder/tables', 'SecurityIncident | project Secret'],
    ['siem-forwarder/tables', ' , '],
    ['siem-forwarder/consumer-group', 'a b'],
  ])('lists the problem of %s: %s', (annotation, value) => {
    const { problems } = read({ [annotation]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0].annotation).toBe(annotation);
    expect(problems[0].message).toContain(annotation);
    expect(problems[0].message).toContain(problems[0].value);
  });

  it('takes the owner from the catalog rather than from the text', () => {
    const entity = forwarderEntity({}, { owner: 'plant-lyon' });
    expect(Forwarder.fromEntity(entity)?.owner).toBe(
      'group:default/plant-lyon',
    );
    entity.relations = [{ type: 'ownedBy', targetRef: 'group:default/soc' }];
    expect(Forwarder.fromEntity(entity)?.owner).toBe('group:default/soc');
  });

  it('has another definition when anything that is looked at changes', () => {
    const definitions = [
      read(),
      read({ 'siem-forwarder/event-hub': `${HUB_ID}2` }),
      read({ 'siem-forwarder/siem': 'soc-elastic' }),
      read({ 'siem-forwarder/application-id': undefined }),
      Forwarder.fromEntity(
        forwarderEntity({}, { owner: 'group:default/soc' }),
      )!,
    ].map(({ definition }) => definition);
    expect(new Set(definitions).size).toBe(definitions.length);
    expect(read({ 'siem-forwarder/paused': 'maintenance' }).definition).toBe(
      read().definition,
    );
  });
});
