import { usePermission } from '@backstage/plugin-permission-react';
import {
  siemForwarderAdoptPermission,
  siemForwarderChangePermission,
  siemForwarderDecommissionPermission,
  siemForwarderPausePermission,
  siemForwarderRepairPermission,
  siemForwarderRotatePermission,
} from 'backstage-plugin-siem-forwarder-common';
import { ButtonKind } from './buttonKinds';

/** Which kinds of operations the user may open on a forwarder; undefined until that is known. */
export function useKindPermissions(
  resourceRef: string,
): Record<ButtonKind, boolean | undefined> {
  const answers = {
    rotate: usePermission({
      permission: siemForwarderRotatePermission,
      resourceRef,
    }),
    repair: usePermission({
      permission: siemForwarderRepairPermission,
      resourceRef,
    }),
    change: usePermission({
      permission: siemForwarderChangePermission,
      resourceRef,
    }),
    pause: usePermission({
      permission: siemForwarderPausePermission,
      resourceRef,
    }),
    adopt: usePermission({
      permission: siemForwarderAdoptPermission,
      resourceRef,
    }),
    decommission: usePermission({
      permission: siemForwarderDecommissionPermission,
      resourceRef,
    }),
  };
  const allowed = (kind: keyof typeof answers) =>
    answers[kind].loading ? undefined : answers[kind].allowed;
  return {
    rotate: allowed('rotate'),
    repair: allowed('repair'),
    change: allowed('change'),
    pause: allowed('pause'),
    resume: allowed('pause'),
    adopt: allowed('adopt'),
    decommission: allowed('decommission'),
  };
}
