import { describe, expect, test } from 'vitest';
import { judged } from './judged.fixture.ts';
import { faults } from './server.ts';

/** Tests every second lie, beginning with the first or with the second: two files of tests run side by side. */
export function everySecondFaultIsCaught(first: 0 | 1): void {
  describe.concurrent('a backend that', () => {
    for (const [index, { id, lie, caughtBy, alongWith = [] }] of Object.values(faults).entries()) {
      if (index % 2 !== first) continue;
      test(`${lie} is caught by ${caughtBy} and by nothing unrelated`, { timeout: 240_000 }, async () => {
        const named = [caughtBy, ...alongWith];
        const { failed } = await judged({ fault: id }, { timeoutMs: 4_000 });
        expect([...failed].sort()).toEqual([...named].sort());
      });
    }
  });
}
