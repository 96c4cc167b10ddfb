import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plan } from '../../model/plan.ts';
import type { Command } from '../command.ts';
import { judgingFlags } from '../flags.ts';
import type { Io } from '../io.ts';
import type { PlanDifference } from '../plan-file.ts';
import type { Prepared } from '../prepare.ts';
import { printProblems } from '../print-problems.ts';
import { table } from '../table.ts';
import { wrapped } from '../wrapped.ts';

/** Shows, writes and compares plans. */
export const plan: Command = {
  usage: ['plan [flags]', 'plan --write <file>', 'plan --diff <file>'],
  about: 'Says what a run would send and decide, and sends nothing. A plan is a pure function of description, rules, profile, configuration and seed; its digest says whether two are the same.',
  operands: [],
  flags: [...judgingFlags, 'write', 'diff', 'graph', 'json'],
  examples: [
    ['calico-conformance plan', 'requests and requirements by operation'],
    ['calico-conformance plan --graph', 'which operation needs what from which other one'],
    ['calico-conformance plan --write plan.ndjson', 'keep it, for review'],
    ['calico-conformance plan --diff plan.ndjson', 'see what has changed since; exit 1 if anything has'],
  ],
  async act({ flags }, io) {
    const { settle } = await import('../settle.ts');
    const configuration = await settle(flags, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const [{ prepare }, { suppliesOf }] = await Promise.all([import('../prepare.ts'), import('../supplies.ts')]);
    const prepared = await prepare(configuration.value, await suppliesOf(configuration.value));
    if (!prepared.ok) return printProblems(prepared.problems, io);
    if (typeof flags.write === 'string') return write(prepared.value, flags.write, io);
    if (typeof flags.diff === 'string') return diff(prepared.value, flags.diff, io);
    if (flags.graph === true) io.stdout.write((await import('../dependency-graph.ts')).dependencyGraph(prepared.value.plan));
    else if (flags.json === true) for (const line of await linesOf(prepared.value)) io.stdout.write(line);
    else io.stdout.write(shown(prepared.value));
    return 0;
  },
};

async function linesOf({ plan: made, description, configuration }: Prepared): Promise<Iterable<string>> {
  const { planLines } = await import('../plan-file.ts');
  const { title, version, bundledDigest: digest } = description;
  return planLines(made, { description: { title, version, digest }, permission: configuration.permissions.at(-1) ?? 'read' });
}

async function write(prepared: Prepared, file: string, io: Io): Promise<number> {
  const { writeWhole } = await import('../report-folder.ts');
  try {
    await writeWhole(resolve(io.folder, file), await linesOf(prepared));
  } catch (error) {
    return printProblems([{ code: 'OUTPUT_UNWRITABLE', what: `The plan cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}).`, where: { file } }], io);
  }
  io.stdout.write(`Wrote plan ${prepared.plan.digest.slice(0, 12)} to ${file}.\n`);
  return 0;
}

async function diff(prepared: Prepared, file: string, io: Io): Promise<number> {
  const text = await readFile(resolve(io.folder, file), 'utf8').catch(() => undefined);
  if (text === undefined) return printProblems([{ code: 'PLAN_NOT_FOUND', what: 'There is no such plan.', where: { file }, fix: `Write one: calico-conformance plan --write ${file}` }], io);
  const { comparePlans, readPlan } = await import('../plan-file.ts');
  const before = readPlan(text, file);
  if (!before.ok) return printProblems(before.problems, io);
  const now = readPlan([...await linesOf(prepared)].join(''), 'plan');
  if (!now.ok) return printProblems(now.problems, io);
  const difference = comparePlans(before.value, now.value);
  io.stdout.write(difference.same ? `The plan is the same: ${now.value.head.digest.slice(0, 12)}.\n` : differenceText(difference));
  return difference.same ? 0 : 1;
}

function differenceText({ settings, added, removed, changed }: PlanDifference): string {
  const part = (title: string, mark: string, keys: readonly string[]): string => (keys.length === 0 ? '' : [
    `${title}: ${keys.length}`,
    ...keys.slice(0, 40).map((key) => `  ${mark} ${key}`),
    ...(keys.length > 40 ? [`  and ${keys.length - 40} more`] : []),
  ].map((line) => `${line}\n`).join(''));
  return `The plan has changed.\n${settings.map((line) => `  ${line}\n`).join('')}${part('New', '+', added)}${part('Gone', '-', removed)}${part('Changed', '~', changed)}`;
}

function shown({ plan: made, description, configuration }: Prepared): string {
  const withheld = new Map<string, number>();
  for (const because of made.withheld.values()) withheld.set(because, (withheld.get(because) ?? 0) + 1);
  return [
    `Plan ${made.digest.slice(0, 12)} for ${description.title} ${description.version}\n`,
    `profile ${made.profile}, permission ${configuration.permissions.at(-1) ?? 'read'}, seed ${made.seed}\n\n`,
    ...operationLines(made, description.operations),
    ...(made.flows.length > 0 ? [`\nFlows: ${made.flows.join(', ')}\n`] : []),
    ...(made.captures.length > 0 ? ['\nValues found while running:\n', ...made.captures.map(({ key, sources }) =>
      `  ${key} from ${[...new Set(sources.map((source) => (source.kind === 'discovery' ? source.operationId : source.kind)))].join(', then ') || 'nowhere'}\n`)] : []),
    ...(withheld.size > 0 ? ['\nNot decided by this run:\n', ...[...withheld].map(([because, count]) => `  ${count} requirements. ${because}\n`)] : []),
    `\n${made.requirements.length} requirements, ${made.operations.reduce((sum, { cases }) => sum + cases, 0)} requests and the steps of ${made.flows.length} flows.\n`,
  ].join('');
}

/** One line for each operation, and under it how many requests each strategy proposes. */
function operationLines(made: Plan, operations: Prepared['description']['operations']): readonly string[] {
  const counts = new Map<string, number>();
  for (const { operationId = '' } of made.requirements) counts.set(operationId, (counts.get(operationId) ?? 0) + 1);
  const order = new Map(operations.map(({ id }, index) => [id, index]));
  const planned = [...made.operations].sort((a, b) => (order.get(a.operationId) ?? 0) - (order.get(b.operationId) ?? 0));
  const [head = '', ...rows] = table([
    ['Operation', 'Requests', 'Requirements'],
    ...planned.map(({ operationId, cases }) => [operationId, cases, counts.get(operationId) ?? 0]),
  ]).split(/(?<=\n)/);
  return [head, ...planned.flatMap(({ strategies, withheld }, index) => [
    rows[index] ?? '',
    ...wrapped(withheld ?? Object.entries(strategies).map(([strategy, count]) => `${strategy} ${count}`).join(', '), 74).map((line) => `    ${line}\n`),
  ])];
}
