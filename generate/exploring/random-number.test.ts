import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { randomNumbers } from './random-number.ts';

const [least, most] = [-(2 ** 31), 2 ** 31 - 1];

describe('random numbers', () => {
  test.each<JsonObject>([{}, { minimum: most - 5 }, { maximum: least + 5 }, { minimum: 5_000_000_000 }, { multipleOf: 1000, minimum: most - 5000 }])('of the format int32 are in its range: %j', (schema) => {
    fc.assert(fc.property(randomNumbers({ type: 'integer', format: 'int32', ...schema }, true), (number) => number >= least && number <= most));
  });

  test.each<JsonObject>([{ minimum: 3, maximum: 9 }, { exclusiveMinimum: 3, exclusiveMaximum: 5 }, { minimum: -7, exclusiveMaximum: -5 }, { minimum: 10, maximum: 100, multipleOf: 7 }, { maximum: -3_000_000 }, { minimum: 3_000_000 }])(
    'of integers keep to bounds, excluded ones too: %j', ({ minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity, multipleOf = 1 }) => {
      fc.assert(fc.property(randomNumbers({ type: 'integer', minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }, true), (number) => {
        expect(number).toSatisfy((each: number) => each >= Number(minimum) && each <= Number(maximum) && each > Number(exclusiveMinimum) && each < Number(exclusiveMaximum) && each % Number(multipleOf) === 0);
      }));
    });

  test.each([[{ minimum: 3 }, 4], [{ maximum: -3 }, -4]] as const)('where only one side is bounded, they go beyond it: %j', (schema, beyond) => {
    const numbers = fc.sample(randomNumbers({ type: 'number', ...schema }, false), { numRuns: 50, seed: 1 });
    expect(numbers.some((each) => Math.abs(each) > Math.abs(beyond))).toBe(true);
  });
});
