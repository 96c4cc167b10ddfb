import type { JsonObject } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that leads back to the first page from the last one. */
export const goesInCircles: Fault = {
  id: 'goes-in-circles',
  lie: 'leads back to the first page from the last one',
  caughtBy: 'walk-is-complete@listUsers#/steps/walk-is-complete',
  alongWith: ['deactivate-user@listUsers#/steps/list-shows-user'],
  around: change('listUsers', (answer, call) => {
    if (answer.status !== 200 || answer.body.kind !== 'json' || !call.url.searchParams.has('cursor')) return answer;
    const { page, ...rest } = answer.body.value as { readonly page: JsonObject };
    const next = page['next_cursor'] ?? call.url.searchParams.get('cursor');
    return { ...answer, body: { ...answer.body, value: { ...rest, page: { ...page, has_more: true, next_cursor: next } } } };
  }),
};
