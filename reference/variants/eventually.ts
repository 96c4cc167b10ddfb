import type { Variant } from '../variant.ts';

/** Nothing says that an effect is to be seen at once. */
export const eventually: Variant = {
  id: 'eventually',
  summary: 'A deactivation shows after 700 ms.',
  policy: { delayMs: 700 },
};
