import type { Json, JsonObject } from '../../model/json.ts';
import { operationOf } from '../call.ts';
import type { Fault } from '../fault.ts';
import { withQuery } from '../lies.ts';

/** A backend that says on the last page of accounts that there is more. */
export const moreOnTheLastPage: Fault = {
  id: 'more-on-the-last-page',
  lie: 'says on the last page of accounts that there is more',
  caughtBy: 'pages-agree@listAccounts#/steps/of-accounts',
  around: async (call, honest) => {
    if (operationOf(call) !== 'listAccounts') return honest();
    const beyond = call.url.searchParams.get('cursor') === end;
    const answer = await honest(beyond ? withQuery(call, () => ({ cursor: null })) : call);
    if (answer.status !== 200 || answer.body.kind !== 'json') return answer;
    const { data, page, ...rest } = answer.body.value as { readonly data: readonly Json[]; readonly page: JsonObject };
    const value = beyond ? { ...rest, data: [], page: { ...page, has_more: false, next_cursor: null } } : { ...rest, data, page: page['has_more'] === true || data.length === 0 ? page : { ...page, has_more: true, next_cursor: end } };
    return { ...answer, body: { ...answer.body, value } };
  },
};

const end = 'there-is-no-more';
