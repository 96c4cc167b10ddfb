import { isBounded, waiverTarget } from '../../model/waiver.ts';
import type { Check } from './check.ts';

/** Waivers are wanted, in time, and of what failed. */
export const waivers: Check = {
  promise: 'waivers are allowed, in time, and answered for',
  *look({ read: { results, evidence: { started } }, policy, now }) {
    if (results.waivers.length > 0 && !policy.waivers) yield `${results.waivers.length} requirement${results.waivers.length === 1 ? ' is' : 's are'} waived, and no waiver is allowed.`;
    for (const waiver of started.waivers ?? []) if (!isBounded(waiver)) yield `The waiver of ${waiverTarget(waiver)} covers whatever there is.`;
    for (const { requirement, reason, ticket, owner, expires } of results.waivers) {
      if ([reason, ticket, owner].some((text) => text.trim() === '')) yield `Nobody answers for the waiver of ${requirement}.`;
      if (policy.waiverOwners && !policy.waiverOwners.includes(owner)) yield `The waiver of ${requirement} is answered for by ${JSON.stringify(owner)}, whom the policy does not name.`;
      if (expires < started.startedAt.slice(0, 10) || expires < now.toISOString().slice(0, 10)) yield `The waiver of ${requirement} expired on ${expires}.`;
    }
  },
};
