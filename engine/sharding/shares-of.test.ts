import { describe, expect, test } from 'vitest';
import { described } from '../../generate/cases-from.fixture.ts';
import type { Flow } from '../../model/flow.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Plan } from '../../model/plan.ts';
import type { Permission } from '../../model/profile.ts';
import { flow } from '../flow/trial.fixture.ts';
import { sharesOf } from './shares-of.ts';

const responses = { 200: { description: 'ok' } };
const readers = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`/r${i}`, { get: { operationId: `r${i}`, responses } }])) as JsonObject;
const writers: JsonObject = { '/w0': { post: { operationId: 'w0', responses } }, '/w1': { post: { operationId: 'w1', responses } } };
const steps = [{ id: 'one' }];
const nothing = async (): Promise<void> => {};
const reading = ['a', 'b', 'c'].map((id): Flow => ({ ...flow(steps, nothing), id }));
const writing: Flow = { ...flow(steps, nothing), id: 'writing', permission: 'write' };
const inOrder: Flow = { ...flow(steps, nothing), id: 'in-order', inOrder: true };

/** Names that are judged together, one list for each share. */
async function shared(paths: JsonObject, flows: readonly Flow[], permission: Permission, of: number, cases: (id: string) => number = () => 10) {
  const description = await described(paths);
  const plan = { operations: description.operations.map(({ id }) => ({ operationId: id, cases: cases(id) })), flows: flows.map(({ id }) => id) } as unknown as Plan;
  return sharesOf(plan, description, flows, permission, of).map(({ operations, flows: own }) => [...operations, ...own]);
}

describe('shares of a run', () => {
  test('hold each operation and each flow once, whatever their number', async () => {
    for (const of of [1, 2, 3, 20]) {
      const shares = await shared({ ...readers, ...writers }, [...reading, writing, inOrder], 'write', of);
      expect(shares).toHaveLength(of);
      expect(shares.flat().sort()).toEqual(['a', 'b', 'c', 'in-order', 'r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'w0', 'w1', 'writing']);
    }
  });

  test('keep together what changes something, and with it every flow', async () => {
    const shares = await shared({ ...readers, ...writers }, [...reading, inOrder], 'write', 9);
    expect(shares).toContainEqual(['w0', 'w1', 'a', 'b', 'c', 'in-order']);
    expect(await shared(readers, [...reading, writing], 'write', 9)).toContainEqual(['a', 'b', 'c', 'writing']);
  });

  test('take apart what only reads, where nothing else is permitted, but for flows that need their order', async () => {
    const shares = await shared({ ...readers, ...writers }, [...reading, inOrder, { ...inOrder, id: 'in-order-too' }], 'read', 12);
    expect(shares.filter((share) => share.length > 0).sort()).toEqual([['a'], ['b'], ['c'], ['in-order', 'in-order-too'], ['r0'], ['r1'], ['r2'], ['r3'], ['r4'], ['r5'], ['w0'], ['w1']]);
  });

  test('are as heavy as each other, as far as their parts allow: the heaviest goes first', async () => {
    const heavy = { r0: 50, r1: 30, r2: 20, r3: 10, r4: 10, r5: 0 } as Readonly<Record<string, number>>;
    expect(await shared(readers, [], 'read', 3, (id) => heavy[id] ?? 0)).toEqual([['r0'], ['r1', 'r4'], ['r2', 'r3', 'r5']]);
  });
});
