import { Problem } from 'backstage-plugin-siem-forwarder-common';
import { vaultSecretName } from '../names';
import { problem } from '../problems';
import { PlanContext } from './PlanContext';
import { provisioningIdentity } from './provisioningIdentity';

/** The secret: a place to deliver it to, and a life that the tenant allows. */
export async function checkSecret(context: PlanContext): Promise<Problem[]> {
  const found = await Promise.all([checkPlace(context), checkPolicy(context)]);
  return found.flat();
}

async function checkPlace(context: PlanContext): Promise<Problem[]> {
  const { keyVault, keyVaults, provisioner, siem, signal, spec } = context;
  if (spec.secret.keyVault && !keyVault) {
    return [
      problem(
        'secret.keyVault',
        'key-vault-unknown',
        `There is no key vault '${spec.secret.keyVault}'.`,
        keyVaults.length > 0
          ? `Choose one of ${keyVaults.map(({ id }) => id).join(', ')}.`
          : 'Ask the platform team to configure one in siemForwarder.keyVaults.',
      ),
    ];
  }
  if (!keyVault) {
    return siem && !siem.configures
      ? [
          problem(
            'secret.keyVault',
            'secret-without-place',
            `${siem.title} is configured by people, and no key vault is chosen to hand them the secret.`,
            'Choose a key vault.',
          ),
        ]
      : [];
  }
  if (!provisioner) {
    return [];
  }
  const reachable = await provisioner.keyVaults.canReach(keyVault.url, {
    signal,
  });
  return reachable
    ? []
    : [
        {
          ...problem(
            'secret.keyVault',
            'key-vault-not-reachable',
            `The portal's provisioning identity cannot use the key vault '${
              keyVault.id
            }' for the secret ${vaultSecretName(spec.name)}.`,
            `Grant it the role 'Key Vault Secrets Officer' at the vault ${keyVault.url}, and let its firewall admit the portal.`,
          ),
          right: {
            identity: await provisioningIdentity(context),
            role: 'Key Vault Secrets Officer',
            scope: keyVault.url,
            rights: ['write secrets'],
          },
        },
      ];
}

async function checkPolicy(context: PlanContext): Promise<Problem[]> {
  const { provisioner, reader, signal, spec } = context;
  const maximum = await (provisioner ?? reader).entra.maximumSecretLifetimeDays(
    { signal },
  );
  return maximum !== undefined && spec.secret.lifetimeDays > maximum
    ? [
        problem(
          'secret.lifetimeDays',
          'secret-lifetime-beyond-policy',
          `A secret of ${spec.secret.lifetimeDays} days lives longer than the tenant's policy allows.`,
          `Ask for ${maximum} days or fewer.`,
        ),
      ]
    : [];
}
