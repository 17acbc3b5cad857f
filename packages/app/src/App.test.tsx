import { render, screen } from '@testing-library/react';
import siemForwarderPlugin from 'backstage-plugin-siem-forwarder';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';

/** What the bundler finds among the dependencies, for `app.packages: all`. */
const discovered = {
  modules: [
    siemForwarderPlugin,
    catalogPlugin,
    scaffolderPlugin,
    notificationsPlugin,
  ].map((feature, index) => ({ name: `package-${index}`, default: feature })),
};

const answers: [RegExp, object][] = [
  [/forwarders\?/, { items: [], total: 0, counts: {} }],
  [/v1\/options/, { owners: [], siems: [], keyVaults: [] }],
  [/entity-facets/, { facets: {} }],
  [/notifications\/status/, { unread: 0, read: 0 }],
];

describe('the portal', () => {
  it('opens with the fleet, and leads to everything from its sidebar', async () => {
    process.env = {
      ...process.env,
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: {
              title: 'SIEM Forwarder',
              baseUrl: 'http://localhost',
              packages: 'all',
              extensions: [
                { 'sign-in-page:app': false },
                {
                  'app/routes': {
                    config: {
                      redirects: [{ from: '/', to: '/siem-forwarder' }],
                    },
                  },
                },
              ],
            },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ] as never,
    };
    Object.assign(window, { '__@backstage/discovered__': discovered });
    jest.spyOn(global, 'fetch').mockImplementation(async request => {
      const url = request instanceof Request ? request.url : String(request);
      const answer = answers.find(([pattern]) => pattern.test(url));
      return new Response(JSON.stringify(answer?.[1] ?? {}), {
        status: answer ? 200 : 404,
        headers: { 'Content-Type': 'application/json' },
      });
    });

    const { app } = await import('./App');
    render(app.createRoot());

    expect(await screen.findByText('No forwarders yet')).toBeInTheDocument();
    expect(window.location.pathname).toBe('/siem-forwarder/forwarders');
    await screen.findByRole('link', { name: /Notifications/ });
    const links = screen
      .getAllByRole('link')
      .map(link => link.getAttribute('href'));
    expect(links).toEqual(
      expect.arrayContaining([
        '/',
        '/siem-forwarder',
        '/catalog',
        '/create',
        '/notifications',
      ]),
    );
  });
});
