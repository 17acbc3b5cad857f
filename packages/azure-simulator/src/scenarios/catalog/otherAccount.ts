import { ForwarderScenario } from '../Scenario';

/** Client id of an application that the directory does not know. */
const otherApplication = '0d9f6c3e-52b8-4b57-9a41-6f3d2c8e7b10';

/** The account in Splunk is for another application. */
export const otherAccount: ForwarderScenario = {
  name: 'other-account',
  summary: 'The account in Splunk is for another application.',
  scope: 'forwarder',
  shows: {
    check: 'delivery/account-valid',
    status: 'failing',
    words: 'has no account for application',
  },
  apply({ changes, forwarder }) {
    const { account } = forwarder;
    changes.set(forwarder.at.account, 'clientId', otherApplication);
    return `Account ${account.name} of Splunk is for application ${otherApplication}.`;
  },
};
