import type { Result } from '../model/problem.ts';
import type { FlagValues } from './flags.ts';

const most = 3_650;

/** How many days something is to hold. */
export function daysOf({ days }: FlagValues, byDefault: number): Result<number> {
  if (days === undefined) return { ok: true, value: byDefault };
  const number = Number(days);
  if (typeof days === 'string' && Number.isInteger(number) && number >= 1 && number <= most) return { ok: true, value: number };
  return { ok: false, problems: [{ code: 'USAGE', what: `--days must be a whole number from 1 to ${most}.` }] };
}
