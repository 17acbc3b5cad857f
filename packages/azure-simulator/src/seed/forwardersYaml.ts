import { stringify } from 'yaml';
import { demoForwarders } from './demoForwarders';

/** The demo's forwarders as catalog entities: the content of `examples/forwarders.yaml`. */
export function forwardersYaml(): string {
  const documents = demoForwarders.map(forwarder =>
    stringify(
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: forwarder.name,
          title: forwarder.title,
          description: forwarder.description,
          annotations: forwarder.annotations,
        },
        spec: {
          type: 'siem-forwarder',
          owner: forwarder.owner,
          system: 'ot-monitoring',
        },
      },
      { lineWidth: 0, singleQuote: true },
    ),
  );
  return [
    '# The forwarders that the simulator is seeded with.',
    '# Written by `yarn simulator examples --output examples/forwarders.yaml`.',
    documents.join('---\n'),
  ].join('\n');
}
