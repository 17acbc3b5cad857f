import { CustomErrorBase } from '@backstage/errors';

/** Another replica has claimed the shard since, so that nothing was written. */
export class LeaseLostError extends CustomErrorBase {
  name = 'LeaseLostError' as const;

  constructor(key: string) {
    super(
      `Nothing was written: another replica has claimed ${key} since this one last extended its lease`,
    );
  }
}
