import { screen, waitFor } from '@testing-library/react';

/** How long a permission may take to be asked on a busy machine, in milliseconds. */
const PATIENCE = 10_000;

/** A button, once it is known that the user may press it. */
export async function pressable(name: string): Promise<HTMLElement> {
  return waitFor(
    () => {
      const button = screen.getByRole('button', { name });
      expect(button).toBeEnabled();
      return button;
    },
    { timeout: PATIENCE },
  );
}
