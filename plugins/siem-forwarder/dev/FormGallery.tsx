import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { Container } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { KeyVaultField } from '../src/fields/keyVault/KeyVaultField';
import { NamespaceNameField } from '../src/fields/namespaceName/NamespaceNameField';
import { validateNamespaceName } from '../src/fields/namespaceName/validateNamespaceName';
import { OwnerField } from '../src/fields/owner/OwnerField';
import { PlanField } from '../src/fields/plan/PlanField';
import { validatePlan } from '../src/fields/plan/validatePlan';
import { SiemField } from '../src/fields/siem/SiemField';
import { WorkspaceField } from '../src/fields/workspace/WorkspaceField';
import { sampleTemplate } from './sampleTemplate';

const fields = [
  { name: 'SiemForwarderOwner', component: OwnerField },
  { name: 'SiemForwarderWorkspace', component: WorkspaceField },
  { name: 'SiemForwarderSiem', component: SiemField },
  { name: 'SiemForwarderKeyVault', component: KeyVaultField },
  {
    name: 'SiemForwarderNamespaceName',
    component: NamespaceNameField,
    validation: validateNamespaceName,
  },
  {
    name: 'SiemForwarderPlan',
    component: PlanField,
    validation: validatePlan,
  },
];

/** The fields in a form like the template's; `?theme=bui` shows the form's other theme. */
export function FormGallery() {
  const [parameters] = useSearchParams();
  return (
    <Container py="5">
      <SecretsContextProvider>
        <Stepper
          manifest={sampleTemplate}
          extensions={fields}
          formProps={{
            EXPERIMENTAL_theme:
              parameters.get('theme') === 'bui' ? 'bui' : 'mui',
          }}
          onCreate={async () => {}}
        />
      </SecretsContextProvider>
    </Container>
  );
}
