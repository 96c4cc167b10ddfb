import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Cheater } from './cheater.ts';
import { everySecondTime } from './cheaters/every-second-time.ts';
import { forgetsAfter } from './cheaters/forgets.ts';
import { knowsByName, knowsByOrder } from './cheaters/knows-the-suite.ts';
import type { Recording } from './cheaters/plays-a-recording.ts';
import { playsBack, recordsInto } from './cheaters/plays-a-recording.ts';
import { saysWhatIsWanted } from './cheaters/says-what-is-wanted.ts';
import { tires } from './cheaters/tires.ts';
import { judged } from './judged.fixture.ts';

/** Cheaters that a run sees through, and what it sees. */
const caught: readonly { readonly cheater: Cheater; readonly by: string; readonly userAgent?: string }[] = [
  { cheater: everySecondTime, by: 'body-schema@getUser#/responses/200/content/application~1json/schema' },
  { cheater: tires, by: 'no-server-error@listUsers#' },
  { cheater: saysWhatIsWanted, by: 'deactivate-user@getUser#/steps/gone-or-deactivated' },
  { cheater: forgetsAfter(1), by: 'deactivate-user@getUser#/steps/gone-or-deactivated' },
  { cheater: knowsByName, by: 'body-schema@getUser#/responses/200/content/application~1json/schema', userAgent: 'okhttp/4.12.0' },
];

/** Cheaters that no test from outside can see through. docs/limits.md says why. */
const uncaught: readonly Cheater[] = [forgetsAfter(60_000), knowsByName, knowsByOrder];
const limits = readFileSync(new URL('../docs/limits.md', import.meta.url), 'utf8');

describe.concurrent('a backend that', () => {
  for (const { cheater, by, userAgent } of caught) {
    test(`${cheater.cheats} does not conform`, { timeout: 120_000 }, async () => {
      const { failed, verdict } = await judged({ behaviours: [cheater.create()] }, { ...(userAgent !== undefined && { userAgent }) });
      expect(verdict).toBe('NON_CONFORMANT');
      expect(failed).toContain(by);
    });
  }

  for (const cheater of uncaught) {
    test(`${cheater.cheats} is taken for honest, which docs/limits.md admits`, { timeout: 120_000 }, async () => {
      expect(limits).toContain(`\`${cheater.id}\``);
      expect((await judged({ behaviours: [cheater.create()] })).verdict).toBe('CONFORMANT');
    });
  }

  test('plays back what an honest one has answered is taken for honest by the same plan, and by no other', { timeout: 120_000 }, async () => {
    const recording: Recording = new Map();
    expect((await judged({ behaviours: [recordsInto(recording)] })).verdict).toBe('CONFORMANT');
    const [again, another] = [await judged({ behaviours: [playsBack(recording)] }), await judged({ behaviours: [playsBack(recording)] }, { planSeed: 2 })];
    expect(again.verdict).toBe('CONFORMANT');
    expect(another.verdict).not.toBe('CONFORMANT');
  });
});
