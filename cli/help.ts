import type { Command } from './command.ts';
import { commands, type CommandName } from './commands.ts';
import { exitCodes } from './exit-codes.ts';
import { flagGroups, flags, type Flag, type FlagName } from './flags.ts';
import { wrapped } from './wrapped.ts';

const program = 'calico-conformance';

/** What `--help` without a command prints. */
export function programHelp(version: string): string {
  const groups = [...new Set(Object.values(commands).map(({ group }) => group))];
  return paragraphs([
    `${program} ${version}\n\nTells whether a backend really is a Calico Enterprise API, clause by clause.\nWith --description it does the same for any OpenAPI description.`,
    `Usage: ${program} [command] [flags]\n       ${program} help <command>`,
    ...groups.map((group) => section(group, (Object.keys(commands) as CommandName[])
      .filter((name) => commands[name].group === group)
      .map((name) => [name, commands[name].summary] as const))),
    section('Flags of run, most used', rowsOf(['baseUrl', 'tokenEnv', 'description', 'profile', 'allow', 'include', 'output'])),
    `${program} help run lists all of them.`,
    examples([
      [program, 'judge the reference backend inside this package'],
      [`${program} --base-url https://api.partner.example --token-env API_TOKEN`, 'judge a backend, changing nothing on it'],
      [`${program} doctor --base-url https://api.partner.example`, 'ask what is missing before a run'],
    ]),
    exits(),
  ]);
}

/** What `--help` of one command prints. */
export function commandHelp(name: CommandName, command: Command): string {
  const groups = flagGroups.filter((group) => command.flags.some((flag) => flags[flag].group === group));
  return paragraphs([
    wrapped(command.about, 80).join('\n'),
    command.usage.flatMap((line, index) => usageLines(`${program} ${line}`, index === 0 ? 'Usage: ' : '       ')).join('\n'),
    ...(command.operands.length > 0 ? [section('Words', command.operands.map((operand) => [operand.name, operand.summary] as const))] : []),
    ...groups.map((group) => section(group, rowsOf(command.flags.filter((flag) => flags[flag].group === group)))),
    examples(command.examples),
    ...(name === 'run' ? [exits()] : []),
  ]);
}

/** How a command is used; what does not fit into the line goes on below it. Words in brackets stay together. */
function usageLines(usage: string, before: string): readonly string[] {
  const [first = '', ...rest] = wrapped(usage.replaceAll(/[[<][^\]>]*[\]>]/g, (together) => together.replaceAll(' ', '\u00a0')), 80 - before.length - 2);
  return [before + first, ...rest.map((line) => ' '.repeat(before.length + 2) + line)].map((line) => line.replaceAll('\u00a0', ' '));
}

function paragraphs(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

function rowsOf(names: readonly FlagName[]): readonly (readonly [string, string])[] {
  return names.map((name) => {
    const flag: Flag = flags[name];
    return [flag.written, `${flag.summary}${flag.repeatable ? '; repeatable' : ''}`] as const;
  });
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(26, Math.max(...rows.map(([left]) => left.length)));
  return [`${title}:`, ...rows.flatMap(([left, right]) => {
    const [first = '', ...rest] = wrapped(right, 76 - width);
    const indent = ' '.repeat(width + 4);
    return left.length > width
      ? [`  ${left}`, ...[first, ...rest].map((line) => indent + line)]
      : [`  ${left.padEnd(width)}  ${first}`, ...rest.map((line) => indent + line)];
  })].join('\n');
}

function examples(list: Command['examples']): string {
  return ['Examples:', ...list.flatMap(([command, meaning]) => [`  # ${meaning}`, ...typed(command)])].join('\n');
}

/** A command as it is typed; a long one goes on in the next line, and can be copied all the same. */
function typed(command: string): readonly string[] {
  const lines: string[] = [];
  for (const part of command.split(/ (?=--)/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length < 74) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines.map((line, index) => `${index === 0 ? '  ' : '    '}${line}${index < lines.length - 1 ? ' \\' : ''}`);
}

function exits(): string {
  return section('Exit codes', Object.entries(exitCodes).map(([code, meaning]) => [code.padStart(2), meaning] as const));
}
