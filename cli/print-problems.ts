import type { Problem } from '../model/problem.ts';
import { exitUsage } from './exit-codes.ts';
import type { Io } from './io.ts';
import { problemText } from './problem-text.ts';

/** Prints problems to the error stream; the exit code of wrong usage. */
export function printProblems(problems: readonly Problem[], io: Io): number {
  for (const problem of problems) io.stderr.write(problemText(problem));
  return exitUsage;
}
