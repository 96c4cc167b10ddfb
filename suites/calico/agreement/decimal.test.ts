import { expect, test } from 'vitest';
import fc from 'fast-check';
import { compare, decimal, equal, sum, written } from './decimal.ts';

const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const places = fc.integer({ min: 0, max: 18 });
const any = fc.record({ units: whole, places });

test.each(['0', '0.5', '-0.5', '1250000.75', '1000000000000000000000.000000000000000001'])('%s is written as it was read', (text) => {
  expect(written(decimal(text) ?? sum([]))).toBe(text);
});

test.each([['1.50', '1.5'], ['0.0', '0'], ['100', '100']])('%s is %s', (one, other) => {
  expect(written(decimal(one) ?? sum([]))).toBe(other);
  expect(equal(decimal(one) ?? sum([]), decimal(other) ?? sum([{ units: 1n, places: 0 }]))).toBe(true);
});

test.each(['', '.5', '1.', '1e3', '+1', ' 1', '1,5', 'NaN', '0x1', 5, null, undefined, '1'.repeat(61)])('%s is no decimal', (text) => {
  expect(decimal(text)).toBeUndefined();
});

test('a tenth and two tenths are three tenths', () => {
  expect(written(sum(['0.1', '0.2'].map((text) => decimal(text) ?? sum([]))))).toBe('0.3');
});

test('what is written is read again as the same number', () => {
  fc.assert(fc.property(any, (each) => {
    const again = decimal(written(each));
    expect(again && equal(again, each)).toBe(true);
  }));
});

test('a sum does not depend on the order, and grows by what is added', () => {
  fc.assert(fc.property(fc.array(any, { maxLength: 8 }), any, (all, more) => {
    expect(equal(sum(all), sum(all.toReversed()))).toBe(true);
    expect(compare(sum([...all, more]), sum(all))).toBe(compare(more, sum([])));
  }));
});
