import { useApi } from '@backstage/core-plugin-api';
import { Operation } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderApiRef } from '../api';
import { Reloading, useReloading } from '../live';
import { ButtonKind } from './buttonKinds';

const ASK_AGAIN_MILLISECONDS = 700;

/** What an operation would do: its dry run, from the opening to the answer of its last step. */
export function useDryRun(
  entityRef: string,
  request: { kind: ButtonKind; input: Record<string, unknown> } | undefined,
): Reloading<Operation | undefined> {
  const api = useApi(siemForwarderApiRef);
  return useReloading<Operation | undefined>(
    async signal => {
      if (!request) {
        return undefined;
      }
      let operation = await api.openOperation(
        entityRef,
        { ...request, dryRun: true },
        { signal },
      );
      while (operation.status === 'open' && !operation.failures?.length) {
        await new Promise(resolve =>
          setTimeout(resolve, ASK_AGAIN_MILLISECONDS),
        );
        signal.throwIfAborted();
        operation = await api.getOperation(operation.id, { signal });
      }
      return operation;
    },
    { key: JSON.stringify([entityRef, request]) },
  );
}
