import { EXPORT_RULE_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';

/** Which entities are forwarders; an object, so that configuration can show and override it. */
export const entityFilter = {
  [`metadata.annotations.${EXPORT_RULE_ANNOTATION}`]: { $exists: true },
};
