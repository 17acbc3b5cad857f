import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  SecretsContextProvider,
  TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { siemForwarderApiRef } from '../api';
import {
  FakeSiemForwarderApi,
  samplePlan,
  sampleWorkspaces,
} from '../__testUtils__';
import { KeyVaultField } from './keyVault/KeyVaultField';
import { NamespaceNameField } from './namespaceName/NamespaceNameField';
import { validateNamespaceName } from './namespaceName/validateNamespaceName';
import { OwnerField } from './owner/OwnerField';
import { PlanField } from './plan/PlanField';
import { validatePlan } from './plan/validatePlan';
import { SiemField } from './siem/SiemField';
import { WorkspaceField } from './workspace/WorkspaceField';

const extensions = [
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

const field = (name: string, title: string) => ({
  title,
  type: 'string',
  'ui:field': `SiemForwarder${name}`,
});

/** All choices on one page, so that they are made in the same moment. */
const manifest: TemplateParameterSchema = {
  title: 'Stream to a SIEM',
  steps: [
    {
      title: 'Choices',
      schema: {
        type: 'object',
        required: ['owner', 'workspaceId', 'siem'],
        properties: {
          owner: field('Owner', 'Owner'),
          workspaceId: field('Workspace', 'Workspace'),
          siem: field('Siem', 'SIEM'),
          secret: {
            type: 'object',
            properties: { keyVault: field('KeyVault', 'Key vault') },
          },
          namespace: {
            type: 'object',
            required: ['name'],
            properties: { name: field('NamespaceName', 'Namespace') },
          },
        },
      },
    },
    {
      title: 'Plan',
      schema: {
        type: 'object',
        required: ['plan'],
        properties: { plan: field('Plan', 'Plan') },
      },
    },
  ],
};

function renderForm(api = new FakeSiemForwarderApi()) {
  const onCreate = jest.fn(async () => {});
  renderInTestApp(
    <SecretsContextProvider>
      <Stepper
        manifest={manifest}
        extensions={extensions}
        onCreate={onCreate}
      />
    </SecretsContextProvider>,
    { apis: [[siemForwarderApiRef, api]] },
  );
  return { api, onCreate, user: userEvent.setup() };
}

const namespace = () => screen.findByRole('textbox', { name: /Namespace/ });
const next = () => screen.getByRole('button', { name: 'Next' });

describe('form fields', () => {
  beforeAll(() => {
    // The form scrolls to its top at each page, which jsdom cannot do.
    window.scrollTo = jest.fn();
  });

  it('choose what suits by themselves, plan, and hand over plain strings', async () => {
    const { api, onCreate, user } = renderForm();
    const plan = jest.spyOn(api, 'plan');
    const chosen = {
      owner: 'group:default/plant-austin',
      workspaceId: sampleWorkspaces[1].id,
      siem: 'soc-splunk',
      secret: { keyVault: 'kv-ot-siem' },
      namespace: { name: 'evhns-ot-austin-7f3a' },
    };

    expect(
      await screen.findByRole('radio', { name: /law-ot-austin/ }),
    ).toBeChecked();
    await waitFor(async () =>
      expect(await namespace()).toHaveValue('evhns-ot-austin-7f3a'),
    );
    expect(await screen.findByText(/is free/)).toBeInTheDocument();
    await user.click(next());

    expect(
      await screen.findByText(
        '412 incidents in 30 days, 9 of them from Defender for IoT',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/namespace evhns-ot-austin/)).toBeInTheDocument();
    expect(screen.getByText(samplePlan.costNotice)).toBeInTheDocument();
    expect(screen.getByText('720 throughput unit hours')).toBeInTheDocument();
    expect(
      screen.getByText('Cost: an estimate of 2026-11-24 for 30 days'),
    ).toBeInTheDocument();
    expect(screen.getByText('Log Analytics Contributor')).toBeInTheDocument();
    expect(
      screen.getByRole('row', {
        name: 'tables SecurityAlert SecurityAlert, SecurityIncident',
      }),
    ).toBeInTheDocument();
    expect(plan).toHaveBeenLastCalledWith(chosen, expect.anything());

    await user.click(screen.getByRole('button', { name: 'Review' }));
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    expect(onCreate).toHaveBeenCalledWith({
      ...chosen,
      plan: '2 to create, 1 to change, 1 to adopt',
    });
  });

  it('show workspaces that cannot be chosen, with the reason', async () => {
    renderForm();
    const archive = await screen.findByRole('radio', {
      name: /law-ot-archive/,
    });
    expect(archive).toBeDisabled();
    expect(screen.getByText(/not onboarded/)).toBeInTheDocument();
    expect(
      screen.getByText(/All 10 active export rules are in use/),
    ).toBeInTheDocument();
    const austin = screen
      .getByRole('radio', { name: /law-ot-austin/ })
      .closest('label')!;
    expect(within(austin).getByText('eastus2')).toBeInTheDocument();
    expect(within(austin).getByText('3 of 10')).toBeInTheDocument();
    expect(
      within(austin).getByText(/SecurityIncident: 412, 9 from Defender/),
    ).toBeInTheDocument();
  });

  it('do not let a taken or invalid namespace name pass', async () => {
    const { user } = renderForm();
    const name = await namespace();
    await waitFor(() => expect(name).toHaveValue('evhns-ot-austin-7f3a'));

    await user.clear(name);
    await user.type(name, 'contoso-hub');
    expect(await screen.findByText('Taken.')).toBeInTheDocument();
    await user.click(next());
    await waitFor(() =>
      expect(
        screen.getAllByText(/contoso-hub belongs to somebody else/).length,
      ).toBeGreaterThan(1),
    );
    expect(next()).toBeInTheDocument();

    await user.clear(name);
    await user.type(name, 'evhns-ot-austin');
    expect(await screen.findByText('Available.')).toBeInTheDocument();
    await user.click(next());
    expect(
      await screen.findByRole('button', { name: 'Review' }),
    ).toBeInTheDocument();
  });

  it('let the plan look again at a name that could not be asked for', async () => {
    const api = new FakeSiemForwarderApi();
    const { user } = renderForm(api);
    const name = await namespace();
    await waitFor(() => expect(name).toHaveValue('evhns-ot-austin-7f3a'));
    jest
      .spyOn(api, 'checkNamespaceName')
      .mockRejectedValue(new Error('Request failed with 400 Bad Request'));
    await user.click(next());
    expect(
      await screen.findByRole('button', { name: 'Review' }),
    ).toBeInTheDocument();
  });

  it('do not fill a name that the user emptied', async () => {
    const { user } = renderForm();
    const name = await namespace();
    await waitFor(() => expect(name).toHaveValue('evhns-ot-austin-7f3a'));
    await user.clear(name);
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(name).toHaveValue('');
  });

  it('stop at the plan while anything stands against it', async () => {
    const api = new FakeSiemForwarderApi();
    const plan = jest.spyOn(api, 'plan').mockResolvedValue({
      ...samplePlan,
      problems: [
        {
          field: 'eventHub.consumerGroup',
          code: 'basic-tier',
          message: 'The Basic tier has only the consumer group $Default.',
          remedy: 'Choose the Standard tier.',
          severity: 'error',
        },
      ],
    });
    const { user } = renderForm(api);
    await screen.findByText('Available.');
    await user.click(next());

    expect(
      await screen.findByText('1 problem stands against it'),
    ).toBeInTheDocument();
    expect(screen.getByText('eventHub.consumerGroup')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Review' }));
    await waitFor(() =>
      expect(
        screen.getAllByText(/only the consumer group \$Default/).length,
      ).toBeGreaterThan(1),
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();

    plan.mockRejectedValue(new Error('Azure cannot be reached'));
    await user.click(screen.getByRole('button', { name: 'Plan again' }));
    expect(
      await screen.findByText('The plan could not be made'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Review' }));
    await waitFor(() =>
      expect(
        screen.getAllByText(/Azure cannot be reached/).length,
      ).toBeGreaterThan(1),
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('say what to do when there is nothing to choose', async () => {
    const api = new FakeSiemForwarderApi();
    jest
      .spyOn(api, 'getFormOptions')
      .mockResolvedValue({ owners: [], siems: [], keyVaults: [] });
    renderForm(api);
    expect(
      await screen.findByText(/You belong to no group that has a scope/),
    ).toBeInTheDocument();
    expect(screen.getByText('Choose an owner first.')).toBeInTheDocument();
    expect(await screen.findByText(/No SIEM is configured/)).toBeVisible();
    expect(screen.getByText(/No key vault is configured/)).toBeVisible();
  });
});
