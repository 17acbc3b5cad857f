import { useApi } from '@backstage/core-plugin-api';
import { NamespaceNameAvailability } from 'backstage-plugin-siem-forwarder-common';
import { useEffect, useRef } from 'react';
import { siemForwarderApiRef } from '../../api';
import { useReloading } from '../../live';
import { useDebounced } from '../useDebounced';

/** How long a user pauses in typing before Azure is asked. */
const PAUSE_MILLISECONDS = 400;

/** What is known of the name in the field. */
export interface NamespaceNameState {
  /** Absent while Azure is asked, and when it could not be. */
  availability?: NamespaceNameAvailability;
  error?: Error;
  /** Takes what the user typed. */
  type: (text: string) => void;
}

/**
 * Suggests a name for a workspace, and asks while one types whether it is free.
 *
 * @remarks
 * A suggestion fills an empty field, but not one that the user emptied. It
 * makes way for another when another workspace is chosen; a name of the user's
 * own stays.
 */
export function useNamespaceName(options: {
  owner?: string;
  workspaceId?: string;
  name?: string;
  onChange: (name: string | undefined) => void;
}): NamespaceNameState {
  const { owner, workspaceId, name, onChange } = options;
  const api = useApi(siemForwarderApiRef);
  const asked = useDebounced(name, PAUSE_MILLISECONDS);
  const suggestion = useRef<{ name: string; workspaceId: string }>();
  const emptied = useRef(false);

  const { value, error, loading } = useReloading(
    async signal =>
      owner && workspaceId
        ? {
            asked,
            workspaceId,
            availability: await api.checkNamespaceName(
              { owner, workspaceId, name: asked },
              { signal },
            ),
          }
        : undefined,
    { key: JSON.stringify([owner, workspaceId, asked]), keepsValue: true },
  );
  const current = value?.workspaceId === workspaceId ? value : undefined;

  // After every render, since another field's change in the same moment can undo ours.
  useEffect(() => {
    const old = suggestion.current;
    if (old && name === old.name && old.workspaceId !== workspaceId) {
      onChange(undefined);
      return;
    }
    if (
      current &&
      current.asked === undefined &&
      name === undefined &&
      !emptied.current
    ) {
      suggestion.current = {
        name: current.availability.name,
        workspaceId: current.workspaceId,
      };
      onChange(current.availability.name);
    }
  });

  return {
    availability:
      current?.availability.name === name ? current?.availability : undefined,
    error: loading ? undefined : error,
    type: text => {
      emptied.current = text === '';
      onChange(text === '' ? undefined : text);
    },
  };
}
