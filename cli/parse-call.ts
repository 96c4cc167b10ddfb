import { Command as Parser, CommanderError, Option } from 'commander';
import { nearNames, oneOf, quoted, unknownName } from '../config/near-names.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { Call, Command } from './command.ts';
import { commands, isCommand, type CommandName } from './commands.ts';
import { flags, longName, type Flag, type FlagName, type FlagValues } from './flags.ts';

/** Takes the words after the command's name apart. */
export function parseCall(name: CommandName, command: Command, words: readonly string[]): Result<Call> {
  const parser = new Parser(name).helpOption(false).exitOverride().configureOutput({ writeErr: () => undefined }).allowExcessArguments(true);
  for (const flag of command.flags) parser.addOption(option(flag));
  try {
    parser.argument('[operands...]').parse(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return failed(usageProblem(error, name, command));
    throw error;
  }
  const extra = parser.args[command.operands.length];
  if (extra !== undefined && command.operands.at(-1)?.several !== true) return failed(extraWord(extra, name, command));
  return { ok: true, value: { operands: parser.args, flags: parser.opts<FlagValues>() } };
}

function option(name: FlagName): Option {
  const flag: Flag = flags[name];
  const made = new Option(flag.written, flag.summary);
  // The library would name --no-color after what it takes away.
  made.attributeName = () => name;
  made.negate = false;
  if (flag.repeatable) made.argParser<readonly string[]>((value, before) => [...(before ?? []), value]);
  return made;
}

function usageProblem(error: CommanderError, name: CommandName, command: Command): Problem {
  const [, subject = ''] = /'([^']*)'/s.exec(error.message) ?? [];
  if (error.code === 'commander.unknownOption') return unknownFlag(subject, name, command);
  if (error.code === 'commander.optionMissingArgument') {
    const [flag = subject, value = 'value'] = subject.split(' ');
    return { code: 'USAGE', what: `${flag} needs a value.`, fix: `Write ${flag} ${value}.` };
  }
  return { code: 'USAGE', what: `${error.message.replace(/^error: /, '').replace(/\.?$/, '.')}`, fix: helpHint(name) };
}

function unknownFlag(written: string, name: CommandName, command: Command): Problem {
  const word = written.split('=')[0] ?? written;
  const own = command.flags.map(longName);
  const near = nearNames(word.replace(/^-+/, ''), own.map((flag) => flag.slice(2))).map((flag) => `--${flag}`);
  const elsewhere = (Object.keys(flags) as FlagName[]).find((flag) => longName(flag) === word);
  return {
    code: 'UNKNOWN_FLAG',
    what: elsewhere === undefined ? `No flag is named ${quoted(word)}.` : `The command ${name} does not take ${word}.`,
    fix: `${near.length > 0 ? `Did you mean ${oneOf(near)}? ` : ''}${helpHint(name)}`,
  };
}

function extraWord(word: string, name: CommandName, command: Command): Problem {
  if (isCommand(word)) return { code: 'USAGE', what: `The command ${word} stands after flags.`, fix: `Write it first: calico-conformance ${word} ...` };
  if (/^https?:/i.test(word) && command.flags.includes('baseUrl')) return { code: 'USAGE', what: `A URL stands alone: ${quoted(word)}.`, fix: `Write --base-url ${quoted(word)}.` };
  return { code: 'USAGE', what: `${name} does not know what to do with ${quoted(word)}.`, fix: helpHint(name) };
}

/** The problem of a command that nobody knows. */
export function unknownCommand(word: string): Problem {
  if (/^https?:/i.test(word)) return { code: 'UNKNOWN_COMMAND', what: `A URL is no command: ${quoted(word)}.`, fix: `Write --base-url ${quoted(word)}.` };
  return unknownName('UNKNOWN_COMMAND', 'command', word, Object.keys(commands));
}

function helpHint(name: CommandName): string {
  return `calico-conformance ${name} --help lists what it takes.`;
}

function failed(problem: Problem): Result<never> {
  return { ok: false, problems: [problem] };
}
