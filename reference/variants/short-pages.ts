import type { JsonObject } from '../../model/json.ts';
import { withQuery } from '../lies.ts';
import type { Variant } from '../variant.ts';

/** A limit is how many items a page has at most. */
export const shortPages: Variant = {
  id: 'short-pages',
  summary: 'Pages of the lists have fewer items than they may, and say that there is more.',
  async around(call, honest) {
    const asked = call.url.searchParams.get('limit') ?? '30';
    const limit = /^\d{1,3}$/.test(asked) ? Number(asked) : 0;
    if (call.method !== 'GET' || limit < 4 || limit > 100) return honest();
    const answer = await honest(withQuery(call, () => ({ limit: String(limit - 3) })));
    const body = answer.body.kind === 'json' ? (answer.body.value as JsonObject) : {};
    // Where nothing is paged, a lower limit would leave something out for good.
    if (answer.body.kind !== 'json' || body['page'] === undefined) return honest();
    return { ...answer, body: { ...answer.body, value: { ...body, page: { ...(body['page'] as JsonObject), limit } } } };
  },
};
