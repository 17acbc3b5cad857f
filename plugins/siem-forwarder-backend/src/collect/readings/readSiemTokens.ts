import { SiemToken } from 'backstage-plugin-siem-forwarder-node';
import { CollectionRun, HubTarget, observedNow } from '../CollectionRun';
import { factDefinitions } from '../Facts';
import { groupBy } from '../groupBy';

/** When the portal's tokens for the SIEMs end, where a connector tells; it costs no call. */
export async function readSiemTokens(
  run: CollectionRun,
  all: HubTarget[],
): Promise<void> {
  const groups = groupBy(
    all.filter(({ siem }) => siem?.verifies),
    ({ siem }) => siem?.id ?? '',
  );
  await Promise.all(
    [...groups.values()]
      .filter(targets => targets.some(t => t.draft.isDue('siemTokens')))
      .map(targets => readOne(run, targets)),
  );
}

async function readOne(
  run: CollectionRun,
  targets: HubTarget[],
): Promise<void> {
  const [{ siem }] = targets;
  if (!siem) {
    return;
  }
  const outcome = siem.tokens
    ? await run.calls.run<SiemToken[]>({
        reads: `the tokens of ${siem.title}`,
        run: async signal => siem.tokens?.({ signal }) ?? [],
      })
    : {
        unavailable: {
          reason: 'not-told' as const,
          message: `${siem.title} does not tell ${factDefinitions.siemTokens.title}.`,
        },
      };
  const at = observedNow(run);
  for (const { draft } of targets) {
    draft.put('siemTokens', outcome, at, tokens =>
      tokens.map(({ name, endsAt }) => ({ name, endsAt: endsAt ?? null })),
    );
  }
}
