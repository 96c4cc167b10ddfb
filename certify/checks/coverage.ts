import { canonicalJson } from '../../engine/digest.ts';
import { binds } from '../../engine/permission-of.ts';
import type { SentCase } from '../../model/case.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Check, Examined } from './check.ts';

/** Nothing of what had to be looked at is missing, and nothing was added. */
export const coverage: Check = {
  promise: 'rows are the catalogue, every planned case was dealt with, and every outcome has evidence',
  *look(examined) {
    const { bundle, read: { evidence: { started, events, exchanges } }, again: { plan, profile, derived } } = examined;
    if (started.planDigest !== plan.digest) yield 'The plan of the run is not the one that this description, profile and seed make.';
    if (!derived.catalogue.equals(bundle.of('catalogue'))) yield 'The catalogue is not the one that this description and profile make.';
    if (!derived.plan.equals(bundle.of('plan'))) yield 'The written plan is not the one that this description, profile and seed make.';
    const said = new Map(events.flatMap((event) => (event.event === 'requirement-planned' ? [[event.requirement.id, event.requirement] as const] : [])));
    const planned = [...plan.requirements];
    const byId = new Map(planned.map((each) => [each.id, each]));
    yield* named('These requirements were planned otherwise', planned.filter((each) => !same(said.get(each.id), each)).map(({ id }) => id));
    yield* named('These requirements are in no plan', [...said.keys()].filter((id) => !byId.has(id)));
    const judged = events.filter((event) => event.event === 'judged');
    const times = new Map<string, number>();
    for (const { id } of judged) times.set(id, (times.get(id) ?? 0) + 1);
    yield* named('These requirements have no outcome, or several', planned.filter(({ id }) => times.get(id) !== 1).map(({ id }) => id));
    yield* named('These outcomes are of no requirement', [...times.keys()].filter((id) => !said.has(id)));
    yield* named('Whether these bind is not what the profile says', judged.filter(({ id, binding }) => byId.has(id) && binding !== binds(byId.get(id) as Requirement, profile)).map(({ id }) => id));
    yield* named('These outcomes rest on evidence that is not there', judged.filter(({ outcome, evidence }) =>
      evidence.some((id) => !exchanges.has(id)) || (evidence.length === 0 && (outcome.kind === 'pass' || outcome.kind === 'fail' || outcome.kind === 'waived'))).map(({ id }) => id));
    yield* cases(examined);
  },
};

/** Every case of the plan was sent or is said to have been withheld, as itself, and no other one was. */
function* cases({ read: { evidence: { events, exchanges, finished } }, again: { plan, description } }: Examined): Iterable<string> {
  const planned = new Map<string, string>();
  for (const { operationId } of plan.operations) for (const { request: _, ...sent } of plan.casesOf(operationId)) planned.set(sent.id, canonicalJson(sent satisfies SentCase));
  const met = new Map<string, number>();
  const odd: string[] = [];
  for (const event of events) {
    if (event.event !== 'case-settled' && event.event !== 'case-withheld') continue;
    const { case: sent } = event;
    met.set(sent.id, (met.get(sent.id) ?? 0) + 1);
    const operation = description.operations.find(({ id }) => id === sent.operationId);
    const exchange = event.event === 'case-settled' ? exchanges.get(event.exchange)?.exchange : undefined;
    // A method that the description does not have is no operation's.
    const own = event.event === 'case-withheld' || (exchange?.caseId === sent.id && (exchange.operationId === sent.operationId || (sent.intent.kind === 'probe' && exchange.operationId === undefined)));
    if (planned.get(sent.id) !== canonicalJson(sent) || !own || !operation) odd.push(sent.id);
  }
  yield* named('These cases are not those of the plan, or were answered by other exchanges', odd);
  // A run that was cut off claims nothing.
  yield* named('These cases were dealt with several times', [...met].filter(([, times]) => times > 1).map(([id]) => id));
  if (finished.verdict !== 'ERROR') yield* named('These cases were never dealt with', [...planned.keys()].filter((id) => !met.has(id)));
}

/** Where a requirement was written may be another file in the bundle. */
function same(a: Requirement | undefined, b: Requirement): boolean {
  return canonicalJson({ ...a, place: undefined }) === canonicalJson({ ...b, place: undefined });
}

/** A sentence about several things, the first of them by name. */
export function* named(what: string, ids: readonly string[]): Iterable<string> {
  if (ids.length > 0) yield `${what}: ${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ` and ${ids.length - 3} more` : ''}.`;
}
