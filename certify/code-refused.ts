import type { Problem } from '../model/problem.ts';
import type { RunStarted } from '../model/run-event.ts';

/** Why a run cannot be certified: code that is not ours ran beside us, and could have said or signed anything. */
export function codeRefused({ code = [] }: Pick<RunStarted, 'code'>): Problem | undefined {
  const file = code.flatMap(({ files }) => files)[0]?.file;
  if (code.length === 0) return undefined;
  return {
    code: 'CONFIGURATION_CODE',
    what: `Code of the user runs in it (${code.map(({ flow }) => `the flow ${flow}`).join(', ')}), so that nobody can vouch for what it says.`,
    ...(file !== undefined && { where: { file } }),
    fix: 'Leave these flows out of the run that is certified, or write them in Arazzo, which runs no code.',
  };
}
