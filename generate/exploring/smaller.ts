import * as fc from 'fast-check';
import type { Case, RequestDraft } from '../../model/case.ts';
import type { Workshop } from '../values/workshop.ts';
import { sameIn, withFault } from './deviations.ts';
import type { Draw } from './random-cases.ts';
import { brokenCase, caseOf, faultsAt } from './random-cases.ts';
import { drawn } from './seeds.ts';

/** A smaller case to try; of one that is invalid on purpose, with the twin that must be accepted. */
export interface Attempt {
  readonly case: Case;
  readonly control?: Case;
}

/**
 * Looks for smaller cases that still fail: first with fewer and plainer parts, then with a plainer fault. Each try is shown to
 * `stillFails`, which sends it; a try that was shown before, or that is not proven to break the same, is not shown. The last one that
 * still fails is the smallest that was found. Equal answers lead to equal tries.
 */
export async function makeSmaller(workshop: Workshop, draw: Draw, failing: 'valid' | 'invalid', stillFails: (attempt: Attempt) => Promise<boolean>): Promise<void> {
  const { requests: { operation, requests }, valid, invalid } = draw;
  const names = `${(failing === 'valid' ? valid : invalid?.case)?.id.split('/').at(-1) ?? ''}`;
  const shown = new Map<string, boolean>();
  let tries = 0;
  let smallest = valid.request;

  const show = async (request: RequestDraft, broken?: Pick<Case, 'request' | 'intent'>): Promise<boolean> => {
    const text = JSON.stringify((broken ?? { request }).request);
    const known = shown.get(text);
    if (known !== undefined) return known;
    const name = `${names}/smaller-${++tries}`;
    const own = caseOf(operation, broken ? `${name}-twin` : name, request);
    const fails = await stillFails(broken ? { case: brokenCase(operation, name, own, broken), control: own } : { case: own });
    shown.set(text, fails);
    if (fails) smallest = request;
    return fails;
  };

  if (failing === 'valid' || !invalid) {
    shown.set(JSON.stringify(valid.request), true);
    await shrink(requests, draw.seed, show);
    return;
  }
  shown.set(JSON.stringify(invalid.case.request), true);
  const { deviation, faultSeed } = invalid;
  const faults = faultsAt(deviation, valid.request);
  const fault = faults && drawn(faults, faultSeed);
  const usual = deviation.kind === 'omitted' ? [] : deviation.violation.values;
  const brokenIn = (request: RequestDraft, values: typeof usual): ReturnType<typeof withFault> => {
    const same = sameIn(workshop, draw.requests, request, deviation);
    return same && withFault(workshop, request, same, values);
  };
  await shrink(requests, draw.seed, async (request) => {
    const broken = brokenIn(request, [...(fault === undefined ? [] : [fault]), ...usual]);
    return broken !== undefined && show(request, broken);
  });
  if (!faults) return;
  await shrink(faults, faultSeed, async (value) => {
    const broken = brokenIn(smallest, [value]);
    return broken !== undefined && show(smallest, broken);
  });
}

/** The library walks from what the seed draws to ever plainer values, as long as they fail. */
async function shrink<T>(arbitrary: fc.Arbitrary<T>, seed: number, fails: (value: T) => Promise<boolean>): Promise<void> {
  await fc.check(fc.asyncProperty(arbitrary, async (value) => !(await fails(value))), { seed, numRuns: 1 });
}
