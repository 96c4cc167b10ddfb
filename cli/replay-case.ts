import type { Configuration } from '../config/configuration.ts';
import { run } from '../engine/run.ts';
import { exitCodeFor } from '../engine/verdict.ts';
import type { Case, SentCase } from '../model/case.ts';
import type { Exchange } from '../model/exchange.ts';
import type { RunEvent } from '../model/run-event.ts';
import { keptExchange, shownExchange } from '../reporters/shown-exchange.ts';
import { twinLines } from '../reporters/twin-diff.ts';
import { cutText } from '../reporters/visible-text.ts';
import { exitUsage } from './exit-codes.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { notOpened, openTarget } from './open-target.ts';
import { prepare } from './prepare.ts';
import { printProblems } from './print-problems.ts';
import { runInput } from './run-input.ts';
import { suppliesOf } from './supplies.ts';
import { wrapped } from './wrapped.ts';

const longestLine = 1_000;

/** What a record says of what is sent again. */
export interface Before {
  /** Kind of outcome by requirement. */
  readonly outcomes: ReadonlyMap<string, string>;
  /** A random case and its positive control, which no plan has. */
  readonly random: readonly Case[];
}

/** Sends a case, or what decides a requirement, and prints what came of it. */
export async function replayCase(configuration: Configuration, id: string, { outcomes: then, random }: Before, io: Io): Promise<number> {
  const { signal, release } = interrupts(io);
  const opened = await openTarget(configuration, signal, io);
  try {
    if (!opened.ok) return notOpened(opened.problems, io);
    const prepared = await prepare(configuration, await suppliesOf(configuration), { to: id, given: random });
    if (!prepared.ok) return printProblems(prepared.problems, io);
    const { plan } = prepared.value;
    const isPlanned = id.includes('@') ? [...plan.requirements].some((requirement) => !plan.withheld.has(requirement.id)) : plan.operations.some(({ operationId }) => plan.casesOf(operationId).some((each) => each.id === id));
    if (!isPlanned) {
      const because = [...plan.requirements].find((requirement) => requirement.id === id || requirement.cases.includes(id));
      printProblems([{ code: 'CASE_NOT_PLANNED', what: `Nothing of ${JSON.stringify(id)} would be sent${because ? `: ${plan.withheld.get(because.id) ?? ''}` : ' with this description, profile and permission'}`.replace(/\.?$/, '.'), fix: 'Give the flags of the run that it comes from, such as --profile and --allow.' }], io);
      return exitUsage;
    }
    const events: RunEvent[] = [];
    for await (const event of run(runInput(prepared.value, opened.value, signal, io))) events.push(event);
    io.stdout.write(textOf(id, events, then));
    return exitCodeFor(onlyAsked(events));
  } finally {
    if (opened.ok) await opened.value.close();
    release();
  }
}

/** What was not asked for is no reason to be incomplete. */
function onlyAsked(events: readonly RunEvent[]): RunEvent | undefined {
  const last = events.at(-1);
  if (last?.event !== 'run-finished' || last.verdict === 'ERROR') return last;
  const asked = events.flatMap((event) => (event.event === 'judged' && event.outcome.kind !== 'not-run' && event.binding ? [event.outcome.kind] : []));
  if (asked.includes('fail') || asked.includes('error')) return last;
  const open = asked.includes('blocked') || asked.length === 0;
  return { ...last, verdict: open ? 'INCOMPLETE' : 'CONFORMANT', exitCode: open ? 2 : 0 };
}

function textOf(id: string, events: readonly RunEvent[], then: ReadonlyMap<string, string>): string {
  const exchanges = events.flatMap((event) => (event.event === 'exchange' ? [event.exchange] : []));
  const settled = new Map(events.flatMap((event): readonly (readonly [string, { readonly sent: SentCase; readonly exchange: Exchange }])[] => {
    const exchange = event.event === 'case-settled' ? exchanges.find((each) => each.id === event.exchange) : undefined;
    return event.event === 'case-settled' && exchange ? [[event.case.id, { sent: event.case, exchange }]] : [];
  }));
  const own = settled.get(id);
  const control = own?.sent.control === undefined ? undefined : settled.get(own.sent.control);
  const shownOnes = own ? [...(control ? [control.exchange] : []), own.exchange] : exchanges.filter(({ step }) => step !== undefined);
  const difference = own && control ? twinLines(control.exchange.request, own.exchange.request) : [];
  return [
    ...shownOnes.flatMap((exchange) => exchangeLines(exchange, exchange === control?.exchange ? 'The positive control' : undefined)),
    ...(difference.length > 0 ? ['Difference from the positive control', ...difference.map((line) => `  ${line}`), ''] : []),
    ...events.flatMap((event) => (event.event === 'case-withheld' && event.case.id === id ? wrapped(`It was not sent: ${event.because}`, 80) : [])),
    ...outcomeLines(events, then),
  ].map((line) => `${line}\n`).join('');
}

function exchangeLines(exchange: Exchange, title: string | undefined): readonly string[] {
  const { purpose, request, answer } = shownExchange(keptExchange(exchange));
  return [title === undefined ? purpose : `${title}: ${purpose}`, ...request.split('\n').map((line) => `> ${cutText(line, longestLine)}`), ...answer.split('\n').map((line) => `< ${cutText(line, longestLine)}`), ''];
}

function outcomeLines(events: readonly RunEvent[], then: ReadonlyMap<string, string>): readonly string[] {
  const judged = events.flatMap((event) => (event.event === 'judged' && event.outcome.kind !== 'not-run' && event.outcome.kind !== 'not-applicable' ? [event] : []));
  const lines = judged.flatMap(({ id, outcome }) => {
    const before = then.get(id);
    const head = `${outcome.kind.padEnd(7)} ${id}${before === undefined || before === outcome.kind ? '' : ` (was ${before})`}`;
    const why = outcome.kind === 'fail' ? outcome.findings[0].message : outcome.kind === 'blocked' ? outcome.because : outcome.kind === 'error' ? outcome.problem.what : undefined;
    return [head, ...(why === undefined ? [] : wrapped(why, 78).map((line) => `        ${line}`))];
  });
  const failed = judged.filter(({ outcome }) => outcome.kind === 'fail').length;
  return [...lines, '', `${judged.length} requirement${judged.length === 1 ? '' : 's'} decided, ${failed === 0 ? 'none fails' : `${failed} fail${failed === 1 ? 's' : ''}`}`];
}
