import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { SiemConnector } from 'backstage-plugin-siem-forwarder-node';
import { CallObserver } from '../../calls';
import { trustedAuthorities } from '../../tls/trustedAuthorities';
import { isIndexName } from './isIndexName';
import { SplunkClient } from './SplunkClient';
import { SplunkInstance } from './SplunkInstance';

/** A token is sent to this address, so nothing but https will do. */
function readUrl(section: Config, key: string): string {
  const text = section.getString('url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username) {
    throw new InputError(
      `${key}: '${text}' is not the address of a Splunk management port; expected https://host:8089`,
    );
  }
  return text;
}

/**
 * Serves `kind: splunk`: Splunk Enterprise or Cloud with the Microsoft Cloud
 * Services add-on.
 *
 * @param options - `calls`: hears of every request; `now`: epoch milliseconds,
 *   for tests
 */
export function createSplunkConnector({
  calls,
  now,
}: {
  calls?: CallObserver;
  now?: () => number;
} = {}): SiemConnector {
  return {
    kind: 'splunk',
    create(config) {
      const id = config.getString('id');
      const title = config.getString('title');
      const key = `siemForwarder.siems (id '${id}')`;
      const authorities = trustedAuthorities(
        config.getOptionalString('caFile'),
        `${key}.caFile`,
      );
      const index = config.getOptionalString('index') ?? 'default';
      if (!isIndexName(index)) {
        throw new InputError(
          `${key}.index: '${index}' is not the name of an index; use lower-case letters, digits, hyphens and underscores`,
        );
      }
      const client = (name: 'management' | 'search') => {
        const section = config.getOptionalConfig(name);
        return (
          section &&
          new SplunkClient({
            url: readUrl(section, `${key}.${name}.url`),
            token: section.getString('token'),
            title,
            authorities,
            calls,
          })
        );
      };
      const management = client('management');
      const search = client('search');
      if (!management && !search) {
        throw new InputError(
          `${key} has neither 'management' nor 'search'; configure one, or use kind 'handover'`,
        );
      }
      return new SplunkInstance({ id, title, index, management, search, now });
    },
  };
}
