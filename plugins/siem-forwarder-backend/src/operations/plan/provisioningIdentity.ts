import { PlanContext } from './PlanContext';

/** What people know the identity by that writes: its client id, where it can be told. */
export async function provisioningIdentity({
  provisioner,
  signal,
}: Pick<PlanContext, 'provisioner' | 'signal'>): Promise<string> {
  // Without it the roles are still worth telling; the Graph check reports why.
  const clientId = await provisioner?.entra
    .ownClientId({ signal })
    .catch(() => undefined);
  return clientId
    ? `the provisioning identity (${clientId})`
    : 'the provisioning identity';
}
