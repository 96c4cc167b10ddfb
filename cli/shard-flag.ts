import type { Problem, Result } from '../model/problem.ts';
import type { Shard } from '../model/shard.ts';
import type { FlagName, FlagValues } from './flags.ts';
import { longName } from './flags.ts';

/** More processes than that share no plan. */
const mostShards = 1000;

/** What has no meaning, or another one, where a run judges only its share. */
const notWith: readonly FlagName[] = ['explore', 'bundle', 'challenge', 'secondOpinion', 'dryRun'];

/** The shard that `--shard 2/4` names. */
export function shardOf(written: string, flags: FlagValues): Result<Shard> {
  const [, first = '', second = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(written) ?? [];
  const [index, of] = [Number(first), Number(second)];
  if (index < 1 || index > of || of > mostShards) return failed({ code: 'SHARD_UNREADABLE', what: `This is no shard: ${written}`, fix: 'Write which one of how many, counted from one, such as --shard 2/4.' });
  const other = notWith.find((name) => flags[name] !== undefined);
  if (other !== undefined) return failed({ code: 'USAGE', what: `A shard is run without ${longName(other)}.`, fix: `Leave ${longName(other)} out, or run the plan as a whole.` });
  return { ok: true, value: { index, of } };
}

function failed(problem: Problem): Result<never> {
  return { ok: false, problems: [problem] };
}
