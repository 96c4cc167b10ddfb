import { failure } from '../answer.ts';
import { operationOf } from '../call.ts';
import type { Registry } from '../registry.ts';
import type { Variant } from '../variant.ts';

const perSecond = 60;
const burst = 60;
/** One bucket for each backend that runs. */
const buckets = new WeakMap<Registry, { level: number; at: number }>();

/** Asks for patience. DELETE is let through: 429 is not documented for it. */
export const rateLimited: Variant = {
  id: 'rate-limited',
  summary: 'More than 60 requests a second are answered with 429 and Retry-After.',
  async around(call, honest) {
    const free = operationOf(call) === 'deactivateUser' || call.headers.authorization === undefined || takeFrom(call.registry);
    return free ? honest() : failure(429, 'rate_limited', 'too many requests', { headers: { 'retry-after': '1' } });
  },
};

function takeFrom(registry: Registry): boolean {
  const now = performance.now();
  const { level, at } = buckets.get(registry) ?? { level: burst, at: now };
  const filled = Math.min(burst, level + ((now - at) * perSecond) / 1000);
  const free = filled >= 1;
  buckets.set(registry, { level: free ? filled - 1 : filled, at: now });
  return free;
}
