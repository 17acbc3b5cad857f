import { problem } from '../problems';
import { missingRightsOf } from './missingRightsOf';

const lacks = (role: string, scope: string, ...rights: string[]) => ({
  ...problem('workspaceId', 'right-missing', 'message', 'remedy'),
  right: { identity: 'the provisioning identity', role, scope, rights },
});

describe('missingRightsOf', () => {
  it('tells each role once for each identity and scope, with all that it gives', () => {
    expect(
      missingRightsOf([
        lacks('Contributor', '/rg', 'namespaces/write'),
        problem('name', 'name-taken', 'message', 'remedy'),
        lacks('Contributor', '/rg', 'eventhubs/write', 'namespaces/write'),
        lacks('Contributor', '/other', 'namespaces/write'),
      ]),
    ).toEqual([
      {
        identity: 'the provisioning identity',
        role: 'Contributor',
        scope: '/rg',
        rights: ['namespaces/write', 'eventhubs/write'],
      },
      {
        identity: 'the provisioning identity',
        role: 'Contributor',
        scope: '/other',
        rights: ['namespaces/write'],
      },
    ]);
  });
});
