export type {
  ForwarderList,
  ForwarderListQuery,
} from 'backstage-plugin-siem-forwarder-common';
