import { Evaluation } from '../Evaluation';

/** True while rows that are written now never reach the SIEM. */
export function isLosing({ loss }: Pick<Evaluation, 'loss'>): boolean {
  return loss?.kind === 'losing' && loss.endedAt === undefined;
}
