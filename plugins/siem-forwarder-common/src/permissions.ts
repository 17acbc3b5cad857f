import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * See the health of forwarders whose entity one may read, and the form's
 * options.
 *
 * @public
 */
export const siemForwarderReadPermission = createPermission({
  name: 'siem-forwarder.read',
  attributes: { action: 'read' },
});

/**
 * See the fleet: all forwarders whose entities one may read, in one table.
 *
 * @public
 */
export const siemForwarderFleetReadPermission = createPermission({
  name: 'siem-forwarder.fleet.read',
  attributes: { action: 'read' },
});

/**
 * See the audit: transitions and operations of all forwarders whose entities
 * one may read, as one time line.
 *
 * @public
 */
export const siemForwarderAuditReadPermission = createPermission({
  name: 'siem-forwarder.audit.read',
  attributes: { action: 'read' },
});

/**
 * Take the fleet or the audit out of the portal as a file, besides the
 * permission to see it.
 *
 * @public
 */
export const siemForwarderExportPermission = createPermission({
  name: 'siem-forwarder.export',
  attributes: { action: 'read' },
});

/**
 * Make a new forwarder in a scope of one's own.
 *
 * @public
 */
export const siemForwarderCreatePermission = createPermission({
  name: 'siem-forwarder.forwarder.create',
  attributes: { action: 'create' },
});

/**
 * Ask for a check of one forwarder now. A resource permission on the catalog
 * entity, so that the owner policies that a portal already has apply.
 *
 * @public
 */
export const siemForwarderCheckPermission = createPermission({
  name: 'siem-forwarder.forwarder.check',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Give a forwarder a new credential.
 *
 * @public
 */
export const siemForwarderRotatePermission = createPermission({
  name: 'siem-forwarder.forwarder.rotate',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Put back what has drifted of a forwarder, and go on with or roll back such an
 * operation.
 *
 * @public
 */
export const siemForwarderRepairPermission = createPermission({
  name: 'siem-forwarder.forwarder.repair',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Change partitions, retention or tables of a forwarder.
 *
 * @public
 */
export const siemForwarderChangePermission = createPermission({
  name: 'siem-forwarder.forwarder.change',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Pause a forwarder, and let it go on.
 *
 * @public
 */
export const siemForwarderPausePermission = createPermission({
  name: 'siem-forwarder.forwarder.pause',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Let the portal write to a forwarder that was made elsewhere.
 *
 * @public
 */
export const siemForwarderAdoptPermission = createPermission({
  name: 'siem-forwarder.forwarder.adopt',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Take a forwarder down, with what the portal made for it.
 *
 * @public
 */
export const siemForwarderDecommissionPermission = createPermission({
  name: 'siem-forwarder.forwarder.decommission',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * All permissions of the plugin.
 *
 * @public
 */
export const siemForwarderPermissions = [
  siemForwarderReadPermission,
  siemForwarderFleetReadPermission,
  siemForwarderAuditReadPermission,
  siemForwarderExportPermission,
  siemForwarderCreatePermission,
  siemForwarderCheckPermission,
  siemForwarderRotatePermission,
  siemForwarderRepairPermission,
  siemForwarderChangePermission,
  siemForwarderPausePermission,
  siemForwarderAdoptPermission,
  siemForwarderDecommissionPermission,
];
