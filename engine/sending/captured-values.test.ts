import { describe, expect, test } from 'vitest';
import type { CapturePlan } from '../../model/case.ts';
import { candidatesFor, missingCapture } from './captured-values.ts';

const plan: CapturePlan = {
  key: 'id', parameter: 'id',
  sources: [{ kind: 'discovery', operationId: 'list', fields: ['id'] }, { kind: 'configuration', values: [2, 1] }, { kind: 'example', values: [3] }, { kind: 'schema', values: [4] }],
};
const listed = (operationId: string) => (operationId === 'list' ? [{ id: 1 }, { id: 9 }] : undefined);
const none: ReadonlySet<string> = new Set();

describe('values for a parameter', () => {
  test('are those discovered, configured, exemplary and guessed, in this order, and each once', () => {
    expect(candidatesFor(plan, listed, none, true).map(({ value }) => value)).toEqual([1, 9, 2, 3, 4]);
  });

  test('are not guessed where a guess may do harm', () => {
    expect(candidatesFor(plan, () => undefined, none, false).map(({ value }) => value)).toEqual([2, 1, 3]);
  });

  test('are none that may be destroyed, unless it is to be', () => {
    const kept = new Set(['1', '2']);
    expect(candidatesFor(plan, listed, kept, true).map(({ value }) => value)).toEqual([9, 3, 4]);
    expect(candidatesFor({ ...plan, key: 'disposable:id' }, listed, kept, false).map(({ value }) => value)).toEqual([1, 9, 2, 3]);
  });

  test('say where they come from', () => {
    expect(candidatesFor(plan, listed, none, true).map(({ source }) => source)).toEqual(['list', 'list', 'configuration', 'example in the description', 'schema in the description']);
  });

  test('that are missing are missed by name, with where they were looked for', () => {
    expect(missingCapture(plan, 'id')).toContain('(looked in: list, configuration, example): give one under fixtures.id');
    expect(missingCapture(plan, 'disposable:id')).toContain('fixtures.disposable.id');
  });
});
