import { SeedFunction, SeedName } from './Seed';
import { seedDemo } from './seedDemo';
import { seedEmpty } from './seedEmpty';

const seeds: Record<SeedName, SeedFunction> = {
  empty: seedEmpty,
  demo: seedDemo,
};

/** The function of a prepared seed; a function stays what it is. */
export function seedFunction(seed: SeedName | SeedFunction): SeedFunction {
  return typeof seed === 'string' ? seeds[seed] : seed;
}
