import { SiemError } from '../SiemError';

/**
 * Waits for a deletion; a missing object is not an error.
 *
 * @param isListed - looks whether it is missing: a 404 may come of what lies
 *   between, too
 */
export async function ignoreMissing(
  deletion: Promise<unknown>,
  isListed: () => Promise<boolean>,
): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (
      !(error instanceof SiemError && error.kind === 'not-found') ||
      (await isListed())
    ) {
      throw error;
    }
  }
}
