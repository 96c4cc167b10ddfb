import type { Variant } from '../variant.ts';

/** A GET afterwards may answer 404. */
export const goneAfter: Variant = {
  id: 'gone-after',
  summary: 'A deactivated user is gone from everywhere: 404, and no longer in any list or number.',
  policy: { afterwards: 'gone' },
};
