import { randomInt } from 'node:crypto';
import type { Examined, Rerun } from '../certify/checks/check.ts';
import { speaksFor } from '../certify/checks/target.ts';
import { run } from '../engine/run.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Requirement } from '../model/requirement.ts';
import { outcomeMessage } from '../reporters/outcome-words.ts';
import { domainProof } from '../target/domain-proof.ts';
import type { FlagValues } from './flags.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { planAgain } from './judge-again.ts';
import { openTarget } from './open-target.ts';
import { runInput } from './run-input.ts';
import { settle } from './settle.ts';

/** What other clients call themselves. */
const anybody = ['User-Agent', 'node'] as const;

/**
 * Asks the target of a bundle again for so many requirements, drawn anew each time so that nobody can prepare for them. Only operations that
 * change nothing are sent, and only to the target that the user names: a bundle of a stranger must not say where credentials go.
 */
export async function askAgain(examined: Examined, count: number, flags: FlagValues, io: Io): Promise<Rerun> {
  const { read: { evidence: { events, started }, settings }, bundle, policy } = examined;
  const { description: _, ...given } = flags;
  const configuration = await settle(given, io);
  if (!configuration.ok) return { asked: [], differences: configuration.problems.map(({ what }) => what) };
  if (configuration.value.baseUrl !== started.target.baseUrl) return { asked: [], differences: [`The bundle is about ${started.target.baseUrl}, and ${configuration.value.baseUrl ?? 'nothing'} is what --base-url names.`] };
  const outcomes = new Map(events.flatMap((event) => (event.event === 'judged' ? [[event.id, event.outcome] as const] : [])));
  const asked = drawn(candidates(examined, outcomes), count);
  const planned = await planAgain(bundle.of('description'), settings, { ...started, permissions: ['read'] }, { to: new Set(asked) });
  if (!planned.ok) return { asked, differences: planned.problems.map(({ what }) => what) };
  const { headers } = configuration.value;
  const named = headers.some(([name]) => name.toLowerCase() === anybody[0].toLowerCase());
  const own = { ...configuration.value, profile: planned.value.profile, permissions: ['read'] as const, headers: named ? headers : [...headers, anybody] };
  const { signal, release } = interrupts(io);
  const opened = await openTarget(own, signal, io);
  try {
    if (!opened.ok) return { asked, differences: opened.problems.map(({ what }) => what) };
    const differences: string[] = [];
    const supplies = { disposable: {}, actors: [] };
    for await (const event of run(runInput({ ...planned.value, configuration: own, supplies }, opened.value, signal, io))) {
      if (event.event === 'judged' && asked.includes(event.id)) differences.push(...differenceOf(event.id, outcomes.get(event.id), event.outcome));
    }
    if (asked.length === 0) differences.push('Nothing in it can be asked again without changing anything.');
    if (policy.domainProof && !speaksFor(await domainProof(started.target.baseUrl, opened.value.way), examined)) differences.push('The host names neither the key that signed nor the challenge today.');
    return { asked, differences };
  } finally {
    if (opened.ok) await opened.value.close();
    release();
  }
}

/** What was decided by single requests that change nothing. */
function candidates({ read: { evidence: { events } }, again: { description } }: Examined, outcomes: ReadonlyMap<string, Outcome>): readonly string[] {
  const safe = new Set(description.operations.filter((operation) => operation.safe).map(({ id }) => id));
  const isFit = ({ operationId, at, id }: Requirement): boolean =>
    operationId !== undefined && safe.has(operationId) && !at.startsWith('/steps/') && ['pass', 'fail', 'waived'].includes(outcomes.get(id)?.kind ?? '');
  return events.flatMap((event) => (event.event === 'requirement-planned' && isFit(event.requirement) ? [event.requirement.id] : []));
}

/** So many of them, by chance. */
function drawn(all: readonly string[], count: number): readonly string[] {
  const left = [...all];
  const taken: string[] = [];
  while (taken.length < count && left.length > 0) taken.push(...left.splice(randomInt(left.length), 1));
  return taken;
}

function differenceOf(id: string, then: Outcome | undefined, now: Outcome): readonly string[] {
  const before = then?.kind === 'waived' ? 'fail' : then?.kind;
  // That its occasion has not come again contradicts nothing.
  if (before === now.kind || now.kind === 'not-applicable') return [];
  if (now.kind === 'fail') return [`${id} passed then, and fails now: ${now.findings[0].message}`];
  return now.kind === 'pass' ? [`${id} failed then, and passes now.`] : [`${id} could not be decided again: ${outcomeMessage(now)}`];
}
