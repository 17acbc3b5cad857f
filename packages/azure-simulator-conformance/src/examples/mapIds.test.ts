import { mapIds } from './mapIds';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('ids of examples', () => {
  it('become GUIDs where they are placeholders of subscriptions, everywhere the same', () => {
    const { parameters, responses } = mapIds({
      name: 'Create',
      parameters: {
        subscriptionId: 'SampleSubscription',
        parameters: {
          '/subscriptions/SampleSubscription/x': {},
          text: 'SampleSubscription',
        },
      },
      responses: {
        200: { body: { id: '/subscriptions/SampleSubscription/y' } },
      },
    });
    const id = String(parameters.subscriptionId);
    expect(id).toMatch(guid);
    expect(parameters.parameters).toEqual({
      [`/subscriptions/${id}/x`]: {},
      text: 'SampleSubscription',
    });
    expect(responses['200'].body).toEqual({ id: `/subscriptions/${id}/y` });
  });

  it('stay where they can exist', () => {
    const subscriptionId = 'd0cfe6b2-9ac0-4464-9919-dccaee2e48c0';
    expect(
      mapIds({ name: 'Get', parameters: { subscriptionId }, responses: {} })
        .parameters,
    ).toEqual({ subscriptionId });
  });
});
