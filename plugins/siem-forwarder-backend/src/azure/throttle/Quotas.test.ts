import { mockServices } from '@backstage/backend-test-utils';
import { readCloud } from '../clouds';
import { Quotas } from './Quotas';

describe('Quotas', () => {
  const azure = mockServices.rootConfig({ data: {} });
  const cloud = readCloud(azure);
  const origin = new URL(cloud.resourceManager.url).origin;
  const quotas = new Quotas({ cloud, maximumWait: 0 });
  const of = (subscription: string, path: string) =>
    quotas.of({
      method: 'GET',
      url: `${origin}/subscriptions/${subscription}/providers/${path}`,
    });
  const one = '11111111-1111-4111-8111-111111111111';
  const other = '22222222-2222-4222-8222-222222222222';
  const log = 'Microsoft.Insights/eventtypes/management/values';

  it('counts the Activity Log apart, over all subscriptions', () => {
    expect(of(one, log)).toBe(of(other, log));
    expect(of(one, log)).not.toBe(of(one, 'Microsoft.EventHub/namespaces'));
  });
});
