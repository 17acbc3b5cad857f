import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** The fields of the template's form, each loaded when a form is opened. */
export const formFields = [
  FormFieldBlueprint.make({
    name: 'owner',
    params: {
      field: () =>
        import('../fields/owner/ownerFormField').then(m => m.ownerFormField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'workspace',
    params: {
      field: () =>
        import('../fields/workspace/workspaceFormField').then(
          m => m.workspaceFormField,
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'siem',
    params: {
      field: () =>
        import('../fields/siem/siemFormField').then(m => m.siemFormField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'key-vault',
    params: {
      field: () =>
        import('../fields/keyVault/keyVaultFormField').then(
          m => m.keyVaultFormField,
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'namespace-name',
    params: {
      field: () =>
        import('../fields/namespaceName/namespaceNameFormField').then(
          m => m.namespaceNameFormField,
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'plan',
    params: {
      field: () =>
        import('../fields/plan/planFormField').then(m => m.planFormField),
    },
  }),
] as const;
