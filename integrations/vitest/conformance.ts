import { beforeAll, describe, test } from 'vitest';
import { prepareRun, type Judgement } from '../../cli/judge-in-process.ts';
import type { JudgeSettings } from '../../cli/judge-settings.ts';
import type { Requirement } from '../../model/requirement.ts';
import { isFaulty, waiverTarget } from '../../model/waiver.ts';
import type { CollectedRun, JudgedRequirement } from '../../reporters/collected-run.ts';
import { curlText } from '../../reporters/curl.ts';
import { outcomeMessage } from '../../reporters/outcome-words.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import type { App } from '../../target/served-app.ts';

/** What is judged in a run of vitest. */
export interface ConformanceSettings extends JudgeSettings {
  /** Of the group of tests (default API conformance). */
  readonly name?: string;
  /** Makes the app when the tests begin, where it cannot be made before. */
  readonly start?: () => App | PromiseLike<App>;
  /** Requirements that are known not to hold, by id, and why: they are skipped with that reason, and fail as soon as they hold. */
  readonly expected?: Readonly<Record<string, string>>;
  /** Milliseconds that all of it may take (default 5 minutes). */
  readonly timeoutMs?: number;
}

const unstarted: App = () => undefined;

/**
 * Registers every requirement that applies as a test of its own, grouped by operation. The whole is judged once, before the first of
 * them. What cannot be decided is skipped with its reason; what has to hold and was not decided fails the last test, so that silence is
 * never green.
 */
export const conformance: Conformance = Object.assign(registered(describe), { only: registered(describe.only), skip: registered(describe.skip) });

type Register = (settings: ConformanceSettings) => void;

/** Like `describe` of vitest: `only` leaves everything else of the file out, `skip` leaves this out. */
export interface Conformance extends Register {
  readonly only: Register;
  readonly skip: Register;
}

function registered(group: (name: string, register: () => Promise<void>) => void): Register {
  return (settings) => { register(group, settings); };
}

function register(group: (name: string, register: () => Promise<void>) => void, { name = 'API conformance', start, expected = {}, timeoutMs = 300_000, ...settings }: ConformanceSettings): void {
  group(name, async () => {
    const run = await prepareRun(start ? { ...settings, app: unstarted } : settings);
    const { requirements, withheld } = run.prepared.plan;
    const planned = [...requirements].filter(({ id }) => !withheld.has(id));
    let judgement: Judgement | undefined;
    const rows = new Map<string, JudgedRequirement>();
    beforeAll(async () => {
      judgement = await run.judge(start && (await start()));
      for (const row of judgement.run.rows) rows.set(row.requirement.id, row);
    }, timeoutMs);
    for (const [operation, own] of byOperation(planned)) {
      describe(operation, () => {
        for (const requirement of own) {
          test(`${requirement.level} ${requirement.id}`, ({ skip }) => {
            const row = rows.get(requirement.id);
            if (!judgement || !row) throw plainError('It was not judged.');
            conclude(row, judgement.run, expected[requirement.id], skip);
          });
        }
      });
    }
    test('everything that must hold was decided', () => {
      const unknown = Object.keys(expected).filter((id) => !planned.some((requirement) => requirement.id === id));
      if (unknown.length > 0) throw plainError(`Nothing of the following is judged, so it cannot be expected to fail:\n${unknown.join('\n')}`);
      const open = planned.flatMap(({ id }) => rows.get(id) ?? []).filter(({ binding, outcome: { kind } }) => binding && (kind === 'blocked' || kind === 'not-run'));
      const faulty = judgement?.run.waivers.filter(isFaulty) ?? [];
      if (faulty.length > 0) throw plainError(`${faulty.length} ${faulty.length === 1 ? 'waiver does' : 'waivers do'} not hold:\n${faulty.map(({ waiver, state }) => `${waiverTarget(waiver)}: ${state}`).join('\n')}`);
      if (planned.length === 0) throw plainError('No requirement was left to judge.');
      if (open.length > 0) throw plainError(`${open.length} ${open.length === 1 ? 'requirement' : 'requirements'} that must hold ${open.length === 1 ? 'was' : 'were'} not decided:\n${open.slice(0, 20).map(({ requirement: { id }, outcome }) => `${id}: ${outcomeMessage(outcome)}`).join('\n')}`);
    });
  });
}

function conclude(row: JudgedRequirement, run: CollectedRun, reason: string | undefined, skip: (note?: string) => void): void {
  const { outcome, binding, requirement: { id } } = row;
  switch (outcome.kind) {
    case 'pass':
      if (reason !== undefined) throw plainError(`It holds by now: take ${id} out of what is expected to fail (${reason}).`);
      return;
    case 'fail':
      if (reason !== undefined) skip(`expected: ${reason}`);
      else if (binding) throw plainError(failureText(row, run));
      // What should be, or rests on an assumption only, is shown and blocks nothing.
      else skip(`fails without blocking: ${visibleText(outcomeMessage(outcome))}`);
      return;
    case 'error':
    case 'stale-waiver':
      throw plainError(visibleText(outcomeMessage(outcome)));
    case 'blocked':
    case 'not-run':
    case 'not-applicable':
    case 'waived':
      skip(visibleText(outcomeMessage(outcome)));
  }
}

function failureText({ requirement, outcome }: JudgedRequirement, run: CollectedRun): string {
  const findings = outcome.kind === 'fail' ? outcome.findings : [];
  const [id] = findings[0]?.evidence ?? [];
  const shown = id === undefined ? undefined : run.exchange(id);
  return visibleText([
    ...findings.slice(0, 5).map(({ message, instance }) => `${message}${instance === undefined ? '' : ` In the body at ${instance}.`}`),
    '', requirement.statement, `${requirement.level}, ${requirement.clause.title}: ${requirement.clause.url}`,
    ...(shown ? ['', curlText(shown.curl), '', shown.request, '', shown.answer] : []),
  ].join('\n'));
}

/** An error whose stack would only show us. */
function plainError(message: string): Error {
  const error = new Error(message);
  error.name = 'Nonconformance';
  error.stack = `${error.name}: ${message}`;
  return error;
}

function byOperation(requirements: readonly Requirement[]): ReadonlyMap<string, readonly Requirement[]> {
  const groups = new Map<string, Requirement[]>();
  for (const requirement of requirements) {
    const key = requirement.operationId ?? 'the API as a whole';
    groups.set(key, [...(groups.get(key) ?? []), requirement]);
  }
  return groups;
}
