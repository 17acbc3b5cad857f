import { SeedFunction, SeedName } from './Seed';
import { seedDemo } from './seedDemo';
import { seedEmpty } from './seedEmpty';
import { seedFleet } from './seedFleet';

const seeds: Record<SeedName, SeedFunction> = {
  empty: seedEmpty,
  fleet: seedFleet,
  demo: seedDemo,
};

/** Names of the prepared seeds. */
export const seedNames = Object.keys(seeds) as SeedName[];

/** The function of a prepared seed; a function stays what it is. */
export function seedFunction(seed: SeedName | SeedFunction): SeedFunction {
  return typeof seed === 'string' ? seeds[seed] : seed;
}
