import type { Check } from './check.ts';

/** Waivers are wanted, in time, and of what failed. */
export const waivers: Check = {
  promise: 'waivers are allowed and in time',
  *look({ read: { results, evidence: { started } }, policy, now }) {
    if (results.waivers.length > 0 && !policy.waivers) yield `${results.waivers.length} requirement${results.waivers.length === 1 ? ' is' : 's are'} waived, and no waiver is allowed.`;
    for (const { requirement, expires } of results.waivers) {
      if (expires < started.startedAt.slice(0, 10) || expires < now.toISOString().slice(0, 10)) yield `The waiver of ${requirement} expired on ${expires}.`;
    }
  },
};
