import type { Variant } from '../variant.ts';

/** A GET afterwards may answer the user, deactivated; of its accounts nothing is said. */
export const markedAfter: Variant = {
  id: 'marked-after',
  summary: 'A deactivated user stays, marked as such, and nothing of its accounts is shown any more.',
  policy: { afterwards: 'emptied' },
};
