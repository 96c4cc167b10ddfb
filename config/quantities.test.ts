import { expect, test } from 'vitest';
import { readDuration, readRate, readSize } from './quantities.ts';

test.each([['10s', 10_000], ['500ms', 500], ['2m', 120_000], ['1.5s', 1_500], ['10', undefined], ['-1s', undefined], ['1h', undefined], ['', undefined]])(
  'duration %s is %s', (text, milliseconds) => expect(readDuration(text)).toBe(milliseconds));

test.each([['10', 10], ['10MB', 10_000_000], ['1KiB', 1_024], ['1kb', undefined], ['1e3', undefined]])(
  'size %s is %s', (text, bytes) => expect(readSize(text)).toBe(bytes));

test.each([['20', 20], ['20/s', 20], ['600/m', 10], ['1800/h', 0.5], ['20/d', undefined]])(
  'rate %s is %s', (text, perSecond) => expect(readRate(text)).toBe(perSecond));
