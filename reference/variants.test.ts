import { describe, expect, test } from 'vitest';
import { judged } from './judged.fixture.ts';
import { variants } from './server.ts';

describe.concurrent('whatever the contract leaves open is right', () => {
  for (const variant of Object.keys(variants)) {
    test(`${variant} is CONFORMANT, with nothing left open`, { timeout: 120_000 }, async () => {
      const { failed, open, verdict } = await judged({ variant });
      expect({ failed, open, verdict }).toEqual({ failed: [], open: [], verdict: 'CONFORMANT' });
    });
  }
});
