import { SiemError } from '../SiemError';

/** Waits for a deletion; a missing object is not an error. */
export async function ignoreMissing(deletion: Promise<unknown>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!(error instanceof SiemError && error.kind === 'not-found')) {
      throw error;
    }
  }
}
