import { visibleText } from '../reporters/visible-text.ts';
import { commands, isCommand, type CommandName } from './commands.ts';
import { exitBug } from './exit-codes.ts';
import type { Io } from './io.ts';
import { printProblems } from './print-problems.ts';
import { problemText } from './problem-text.ts';
import { version } from './version.ts';

/** Runs one command line; resolves with the exit code and never rejects. */
export async function execute(io: Io): Promise<number> {
  try {
    return await dispatch(io);
  } catch (error) {
    return reportBug(error, io);
  }
}

async function dispatch(io: Io): Promise<number> {
  const [first, ...rest] = io.arguments;
  if (first === '--version' || first === '-V') return print(io, `${version}\n`);
  const helpFirst = first === 'help' || first === '--help' || first === '-h';
  const word = helpFirst ? rest.find((each) => !each.startsWith('-')) : first;
  if (helpFirst && word === undefined) return print(io, (await import('./help.ts')).programHelp(version));
  const named = word !== undefined && !word.startsWith('-');
  if (named && !isCommand(word)) return printProblems([(await import('./parse-call.ts')).unknownCommand(word)], io);
  const name: CommandName = named && isCommand(word) ? word : 'run';
  const words = named ? rest : io.arguments;
  if (!named && asksForHelp(words)) return print(io, (await import('./help.ts')).programHelp(version));
  const command = await commands[name].load();
  if (helpFirst || asksForHelp(words)) return print(io, (await import('./help.ts')).commandHelp(name, command));
  const call = (await import('./parse-call.ts')).parseCall(name, command, words);
  return call.ok ? command.act(call.value, io) : printProblems(call.problems, io);
}

function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end === -1 ? words : words.slice(0, end)).some((word) => word === '--help' || word === '-h');
}

function print(io: Io, text: string): number {
  io.stdout.write(text);
  return 0;
}

/** Says that we broke, in one problem; the stack is for those who ask for it. */
export function reportBug(error: unknown, io: Io): number {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  io.stderr.write(problemText({
    code: 'BUG',
    what: `calico-conformance ${version} itself broke: ${name}: ${message.split('\n')[0] ?? ''}`,
    fix: 'Run it again with CONFORMANCE_DEBUG=1 and report what it prints: it is our fault, not that of the target.',
  }));
  if (io.environment['CONFORMANCE_DEBUG'] === '1') io.stderr.write(`${visibleText(stack ?? message)}\n`);
  return exitBug;
}
