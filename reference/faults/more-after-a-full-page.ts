import type { Json, JsonObject } from '../../model/json.ts';
import { operationOf } from '../call.ts';
import type { Fault } from '../fault.ts';
import { withQuery } from '../lies.ts';

/** A backend that says that there is more whenever a page of users is full. */
export const moreAfterAFullPage: Fault = {
  id: 'more-after-a-full-page',
  lie: 'says that there is more whenever a page of users is full',
  caughtBy: 'pages-agree@listUsers#/steps/of-users',
  around: async (call, honest) => {
    if (operationOf(call) !== 'listUsers') return honest();
    const beyond = call.url.searchParams.get('cursor') === end;
    const answer = await honest(beyond ? withQuery(call, () => ({ cursor: null })) : call);
    if (answer.status !== 200 || answer.body.kind !== 'json') return answer;
    const { data, page, ...rest } = answer.body.value as { readonly data: readonly Json[]; readonly page: JsonObject };
    const none = { ...page, has_more: false, next_cursor: null };
    const more = page['has_more'] === false && data.length === page['limit'] ? { ...page, has_more: true, next_cursor: end } : page;
    return { ...answer, body: { ...answer.body, value: beyond ? { ...rest, data: [], page: none } : { ...rest, data, page: more } } };
  },
};

const end = 'after-a-full-page';
