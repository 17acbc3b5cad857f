import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { Entity } from '@backstage/catalog-model';
import {
  createExtensionTester,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { screen } from '@testing-library/react';
import { EXPORT_RULE_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';
import siemForwarderPlugin, {
  siemForwarderApiRef,
  SiemForwarderClient,
  SiemForwarderPage,
  siemForwarderPlugin as legacyPlugin,
} from '.';
import { formFields, forwardingContent, healthCard } from './extensions';
import { FakeSiemForwarderApi } from './__testUtils__';

function entity(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'x', annotations },
  };
}

describe('the plugin', () => {
  it('brings the fleet page to the new frontend system', async () => {
    renderTestApp({
      features: [siemForwarderPlugin],
      initialRouteEntries: ['/siem-forwarder'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [siemForwarderApiRef, new FakeSiemForwarderApi()],
        [catalogApiRef, { getEntityFacets: async () => ({ facets: {} }) }],
        mockApis.permission(),
      ],
    });
    expect(
      await screen.findByRole('button', { name: '2 Failing' }),
    ).toBeInTheDocument();
    expect(screen.getAllByText('SIEM forwarders').length).toBeGreaterThan(0);
  });

  it('keeps the filters of a link to the page without a tab', async () => {
    const api = new FakeSiemForwarderApi();
    const list = jest.spyOn(api, 'listForwarders');
    renderTestApp({
      features: [siemForwarderPlugin],
      initialRouteEntries: ['/siem-forwarder?health=failing&sort=title'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [siemForwarderApiRef, api],
        [catalogApiRef, { getEntityFacets: async () => ({ facets: {} }) }],
        mockApis.permission(),
      ],
    });
    expect(
      await screen.findByRole('button', { name: '2 Failing', pressed: true }),
    ).toBeInTheDocument();
    expect(list).toHaveBeenCalledWith(
      { health: ['failing'], sort: 'title', limit: 50 },
      expect.anything(),
    );
  });

  it('shows the audit on a second tab', async () => {
    renderTestApp({
      features: [siemForwarderPlugin],
      initialRouteEntries: ['/siem-forwarder/audit'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [siemForwarderApiRef, new FakeSiemForwarderApi()],
        [catalogApiRef, new InMemoryCatalogClient()],
        mockApis.permission(),
      ],
    });
    expect(
      await screen.findByRole('button', { name: 'Download CSV' }),
    ).toBeInTheDocument();
    const tabs = screen
      .getAllByRole('tab')
      .map(tab => [tab.textContent, tab.getAttribute('href')]);
    expect(tabs).toEqual([
      ['Forwarders', '/siem-forwarder/forwarders'],
      ['Audit', '/siem-forwarder/audit'],
    ]);
  });

  it('shows card and tab on entities with the annotation only', () => {
    const forwarder = entity({ [EXPORT_RULE_ANNOTATION]: '/subscriptions/s' });
    const other = entity({});
    for (const applies of [
      createExtensionTester(healthCard).get(
        EntityCardBlueprint.dataRefs.filterFunction,
      ),
      createExtensionTester(forwardingContent).get(
        EntityContentBlueprint.dataRefs.filterFunction,
      ),
    ]) {
      expect(applies?.(forwarder)).toBe(true);
      expect(applies?.(other)).toBe(false);
    }
  });

  it('brings the form fields under the names that the template uses', async () => {
    const { formFieldLoader } = FormFieldBlueprint.dataRefs;
    const [owner, workspace, siem, keyVault, namespaceName, plan] = formFields;
    const loaders = [
      createExtensionTester(owner).get(formFieldLoader),
      createExtensionTester(workspace).get(formFieldLoader),
      createExtensionTester(siem).get(formFieldLoader),
      createExtensionTester(keyVault).get(formFieldLoader),
      createExtensionTester(namespaceName).get(formFieldLoader),
      createExtensionTester(plan).get(formFieldLoader),
    ];
    const fields = await Promise.all(loaders.map(load => load()));
    expect(fields).toMatchObject([
      { name: 'SiemForwarderOwner' },
      { name: 'SiemForwarderWorkspace' },
      { name: 'SiemForwarderSiem' },
      { name: 'SiemForwarderKeyVault' },
      { name: 'SiemForwarderNamespaceName' },
      { name: 'SiemForwarderPlan' },
    ]);
  });

  it('brings the same client and page to the old frontend system', () => {
    const [factory] = [...legacyPlugin.getApis()];
    expect(factory.api.id).toBe('plugin.siem-forwarder.client');
    expect(factory.factory({ discoveryApi: {}, fetchApi: {} })).toBeInstanceOf(
      SiemForwarderClient,
    );
    expect(SiemForwarderPage).toBeDefined();
  });
});
