import type { Check } from './check.ts';

/** Asked again today, the target still does what the bundle says. */
export const rerun: Check = {
  promise: 'asked again today, the target ends the sampled requirements as the bundle says',
  leftOut: ({ rerun: again }) => (again ? undefined : 'nothing was to be sent again'),
  look: ({ rerun: again }) => again?.differences ?? [],
};
