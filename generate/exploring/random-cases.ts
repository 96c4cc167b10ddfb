import * as fc from 'fast-check';
import type { Case, RequestDraft } from '../../model/case.ts';
import type { Operation } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { valueAt } from '../values/sites.ts';
import type { Workshop } from '../values/workshop.ts';
import type { Deviation } from './deviations.ts';
import { deviationsOf, withFault } from './deviations.ts';
import { randomFaults } from './random-fault.ts';
import type { RandomRequests } from './random-request.ts';
import { randomRequests } from './random-request.ts';
import { drawn, seedFor } from './seeds.ts';

/** A random request that keeps to the description, and perhaps one that breaks it in one place and is the same otherwise. */
export interface Draw {
  readonly requests: RandomRequests;
  readonly seed: number;
  readonly valid: Case;
  readonly invalid?: { readonly case: Case; readonly deviation: Deviation; readonly faultSeed: number };
}

export interface DrawOptions {
  readonly seed: number;
  /** So many cases at most; fewer where no more differ from each other. */
  readonly many: number;
}

/** Deviations of one request that are tried before it is left whole. */
const mostTried = 12;
/** An operation of which so many requests in a row were there already has no others. */
const mostRepeated = 40;

/** Random cases, spread over operations by turns. Equal arguments give equal cases in the same order; more of them begin with the same. */
export function* randomCases(workshop: Workshop, operations: readonly Operation[], { seed, many }: DrawOptions): Iterable<Draw> {
  const order = drawn(fc.shuffledSubarray([...operations], { minLength: operations.length, maxLength: operations.length }), seedFor(seed, 'order'));
  let open = order.flatMap((operation) => randomRequests(workshop, operation) ?? []).map((requests) => ({ requests, seen: new Set<number>(), repeated: 0 }));
  let count = 0;
  for (let turn = 0; open.length > 0 && count < many; turn++) {
    for (const each of open) {
      if (count >= many) return;
      const { operation, requests } = each.requests;
      const own = seedFor(seed, operation.id, turn);
      const request = drawn(requests, own);
      const deviation = deviationFor(workshop, each.requests, request, own);
      const texts = [request, ...(deviation ? [deviation.request] : [])].map((draft) => seedFor(0, JSON.stringify(draft)));
      if (texts.every((text) => each.seen.has(text))) {
        each.repeated++;
        continue;
      }
      each.repeated = 0;
      for (const text of texts) each.seen.add(text);
      const valid = caseOf(operation, ++count, request);
      const rest = deviation && count < many ? { invalid: { ...deviation, case: brokenCase(operation, ++count, valid, deviation) } } : {};
      yield { requests: each.requests, seed: own, valid, ...rest };
    }
    open = open.filter(({ repeated }) => repeated < mostRepeated);
  }
}

/** A request as a case that keeps to the description. */
export function caseOf({ id }: Operation, name: string | number, request: RequestDraft): Case {
  return { id: `${id}/explore/${name}`, operationId: id, strategy: 'explore', request, intent: { kind: 'valid', varies: { what: 'random', closed: false }, at: '' } };
}

/** A request as a case that deviates from another one in what breaks the description. */
export function brokenCase({ id }: Operation, name: string | number, control: Case, { request, intent }: Pick<Case, 'request' | 'intent'>): Case {
  return { id: `${id}/explore/${name}`, operationId: id, strategy: 'explore', request, intent, control: control.id };
}

/** Half of the requests are broken in one place, drawn among all that can be proven to be broken. */
function deviationFor(workshop: Workshop, requests: RandomRequests, request: RequestDraft, seed: number) {
  if (!drawn(fc.boolean(), seedFor(seed, 'breaks'))) return undefined;
  const all = [...deviationsOf(workshop, requests, request)];
  if (all.length === 0) return undefined;
  for (let attempt = 0; attempt < mostTried; attempt++) {
    const deviation = all[drawn(fc.nat(all.length - 1), seedFor(seed, 'deviation', attempt))];
    if (!deviation) continue;
    const faultSeed = seedFor(seed, 'fault', attempt);
    const broken = withFault(workshop, request, deviation, faultsOf(deviation, request, faultSeed));
    if (broken) return { ...broken, deviation, faultSeed };
  }
  return undefined;
}

/** A random value first, then the usual ones. */
function faultsOf(deviation: Deviation, request: RequestDraft, seed: number): readonly Json[] {
  if (deviation.kind === 'omitted') return [];
  const faults = faultsAt(deviation, request);
  return [...(faults ? [drawn(faults, seed)] : []), ...deviation.violation.values];
}

/** Random values that may break what a deviation breaks. */
export function faultsAt(deviation: Deviation, request: RequestDraft): fc.Arbitrary<Json> | undefined {
  return deviation.kind === 'omitted' ? undefined : randomFaults(deviation.violation, deviation.site.schema, baseOf(deviation, request) ?? null);
}

function baseOf(deviation: Exclude<Deviation, { kind: 'omitted' }>, { parameters, body }: RequestDraft): Json | undefined {
  if (deviation.kind === 'body') return body?.kind === 'value' ? valueAt(body.value, deviation.site.path) : undefined;
  const draft = parameters.find((each) => each.in === deviation.parameter.in && each.name === deviation.parameter.name);
  return draft && 'literal' in draft.value ? valueAt(draft.value.literal, deviation.site.path) : undefined;
}
