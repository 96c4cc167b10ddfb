import type { KillMatrix, Score, Tried } from '../../model/kill-matrix.ts';

/** How many lies were found out. */
export function scoreOf({ tried }: Pick<KillMatrix, 'tried'>): Score {
  const count = (kind: Tried['fate']['kind']): number => tried.filter(({ fate }) => fate.kind === kind).length;
  const [killed, byAnother, survived] = [count('killed'), count('killed-by-another'), count('survived')];
  return { tried: tried.length, killed, byAnother, survived, perCent: tried.length === 0 ? undefined : ((killed + byAnother) / tried.length) * 100 };
}
