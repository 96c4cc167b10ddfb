import type { Variant } from '../variant.ts';

/** One provider is down all the time. */
export const partial: Variant = {
  id: 'partial',
  summary: 'A provider cannot be read: 206 with errors wherever it matters, and figures without it.',
  policy: { down: ['kraken'] },
};
