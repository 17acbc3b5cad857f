import { screen, waitFor } from '@testing-library/react';

/** A button, once it is known that the user may press it. */
export async function pressable(name: string): Promise<HTMLElement> {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button).toBeEnabled());
  return button;
}
