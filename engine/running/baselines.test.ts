import { expect, test } from 'vitest';
import type { Exchange } from '../../model/exchange.ts';
import { isAccepted } from './baselines.ts';

test.each([[199, false], [200, true], [204, true], [299, true], [300, false], [304, false], [400, false]])('status %i accepts: %s', (status, accepted) => {
  expect(isAccepted({ response: { kind: 'response', status, headers: [] } } as unknown as Exchange)).toBe(accepted);
});
