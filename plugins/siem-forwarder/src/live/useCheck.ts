import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  ForwarderHealth,
  siemForwarderCheckPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { useCallback, useEffect, useState } from 'react';
import { siemForwarderApiRef } from '../api';

/** A check on demand of one forwarder. */
export interface Check {
  /** Whether the user may run it; undefined until that is known. */
  allowed?: boolean;
  running: boolean;
  /** Why the last one failed. */
  error?: Error;
  run: () => void;
}

/**
 * Lets a user check a forwarder now.
 *
 * @param onResult - called with the forwarder after the check
 */
export function useCheck(
  entityRef: string,
  onResult: (forwarder: ForwarderHealth) => void,
): Check {
  const api = useApi(siemForwarderApiRef);
  const permission = usePermission({
    permission: siemForwarderCheckPermission,
    resourceRef: entityRef,
  });
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<Error>();

  useEffect(() => setError(undefined), [entityRef]);

  const run = useCallback(() => {
    setRunning(true);
    setError(undefined);
    api
      .checkForwarder(entityRef)
      .then(onResult)
      .catch(cause => setError(toError(cause)))
      .finally(() => setRunning(false));
  }, [api, entityRef, onResult]);

  return {
    allowed: permission.loading ? undefined : permission.allowed,
    running,
    error,
    run,
  };
}
