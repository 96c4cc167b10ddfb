import { expect, test } from 'vitest';
import { multipleAtLeast, multipleAtMost, multipleBeyond } from './multiples.ts';

test.each([
  { bound: 0.3, step: 0.1, most: 0.3, least: 0.3, above: 0.4, below: 0.2 },
  { bound: 19.99, step: 0.01, most: 19.99, least: 19.99, above: 20, below: 19.98 },
  { bound: 10, step: 3, most: 9, least: 12, above: 12, below: 9 },
  { bound: 9, step: 3, most: 9, least: 9, above: 12, below: 6 },
  { bound: -0.25, step: 0.1, most: -0.3, least: -0.2, above: -0.2, below: -0.3 },
  { bound: 0, step: 1, most: 0, least: 0, above: 1, below: -1 },
  { bound: 9_007_199_254_740_990, step: 1, most: 9_007_199_254_740_990, least: 9_007_199_254_740_990, above: 9_007_199_254_740_991, below: 9_007_199_254_740_989 },
])('multiples of $step around $bound', ({ bound, step, most, least, above, below }) => {
  expect(multipleAtMost(bound, step)).toBe(most);
  expect(multipleAtLeast(bound, step)).toBe(least);
  expect(multipleBeyond(bound, step, 1)).toBe(above);
  expect(multipleBeyond(bound, step, -1)).toBe(below);
});
