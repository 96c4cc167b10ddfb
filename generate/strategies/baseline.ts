import type { Strategy } from '../strategy.ts';

/** The request that all others deviate from. */
export const baseline: Strategy = {
  id: 'baseline',
  summary: 'A valid request with what is required and nothing else; the body as the description exemplifies it.',
  *propose({ baseline: request }) {
    yield { label: '', request, intent: { kind: 'valid', varies: { what: 'baseline', closed: false }, at: '' } };
  },
};
