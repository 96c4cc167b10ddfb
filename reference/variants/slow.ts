import { setTimeout as wait } from 'node:timers/promises';
import { random } from '../data/random.ts';
import type { Variant } from '../variant.ts';

const source = random(50);

/** Answers take their time, and not always the same. */
export const slow: Variant = {
  id: 'slow',
  summary: 'Every answer takes 50 to 300 ms.',
  async around(_call, honest) {
    await wait(source.between(50, 300));
    return honest();
  },
};
