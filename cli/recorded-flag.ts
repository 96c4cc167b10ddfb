import type { FlagName, FlagValues } from './flags.ts';
import { longName } from './flags.ts';
import type { Io } from './io.ts';
import { printProblems } from './print-problems.ts';
import { settle } from './settle.ts';
import { wantsColor } from './wants-color.ts';

/** What says how something is sent or started has no meaning where nothing is. */
const notWith: readonly FlagName[] = ['image', 'compose', 'explore', 'bundle', 'challenge', 'secondOpinion', 'shard', 'dryRun', 'baseline'];

/** Judges the recording that `--recording` names. */
export async function recorded(file: string, flags: FlagValues, io: Io): Promise<number> {
  const other = notWith.find((name) => flags[name] !== undefined);
  if (other !== undefined) return printProblems([{ code: 'USAGE', what: `A recording is judged without ${longName(other)}.`, fix: `Leave ${longName(other)} out.` }], io);
  const configuration = await settle(asSeen(flags), io);
  if (!configuration.ok) return printProblems(configuration.problems, io);
  const { judgeRecording } = await import('./judge-recording.ts');
  return judgeRecording(file, configuration.value, { quiet: flags.quiet === true, color: wantsColor(io, flags.noColor === true) }, io);
}

/** Nothing is sent, so answers of every operation may be looked at. */
export function asSeen(flags: FlagValues): FlagValues {
  return { profile: 'full', ...flags, allow: ['destructive'] };
}
