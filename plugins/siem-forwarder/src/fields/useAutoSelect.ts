import { useEffect } from 'react';

/**
 * Chooses the first suitable option when none is chosen, or when the chosen
 * one is no longer there.
 *
 * @remarks
 * The effect runs after every render on purpose: two fields that choose in the
 * same moment each send the form's old data, so that one choice is lost; the
 * field that lost chooses again.
 *
 * @param suitable - values that may be chosen; undefined while they are loaded
 */
export function useAutoSelect(
  suitable: string[] | undefined,
  chosen: string | undefined,
  onChange: (value: string | undefined) => void,
): void {
  useEffect(() => {
    if (!suitable || (chosen !== undefined && suitable.includes(chosen))) {
      return;
    }
    const [first] = suitable;
    if (first !== chosen) {
      onChange(first);
    }
  });
}
