import {
  isResourcePermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  OperationKind,
  siemForwarderAdoptPermission,
  siemForwarderChangePermission,
  siemForwarderCreatePermission,
  siemForwarderDecommissionPermission,
  siemForwarderPausePermission,
  siemForwarderRepairPermission,
  siemForwarderRotatePermission,
} from 'backstage-plugin-siem-forwarder-common';

const permissions: Record<OperationKind, Permission> = {
  provision: siemForwarderCreatePermission,
  rotate: siemForwarderRotatePermission,
  repair: siemForwarderRepairPermission,
  change: siemForwarderChangePermission,
  pause: siemForwarderPausePermission,
  resume: siemForwarderPausePermission,
  adopt: siemForwarderAdoptPermission,
  decommission: siemForwarderDecommissionPermission,
};

/**
 * Whether the user may open operations of a kind on a forwarder, go on with
 * them and roll them back; undefined until that is known. The backend asks
 * besides whether he acts for the owner.
 */
export function useKindPermission(
  kind: OperationKind,
  resourceRef: string,
): boolean | undefined {
  const permission = permissions[kind];
  const { allowed, loading } = usePermission(
    isResourcePermission(permission)
      ? { permission, resourceRef }
      : { permission },
  );
  return loading ? undefined : allowed;
}
