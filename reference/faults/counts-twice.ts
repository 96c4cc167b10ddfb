import { json } from '../answer.ts';
import { operationOf } from '../call.ts';
import type { Fault } from '../fault.ts';

/** Whoever was deactivated before is made up. */
const startedAt = Date.UTC(2026, 0, 1);

/** A backend that counts a deactivated user twice. */
export const countsTwice: Fault = {
  id: 'counts-twice',
  lie: 'counts a deactivated user twice',
  caughtBy: 'deactivate-user@countUsers#/steps/count-after',
  async around(call, honest) {
    const answer = await honest();
    if (operationOf(call) !== 'countUsers' || answer.status !== 200) return answer;
    const since = call.registry.company('owner').users.filter(({ deactivated_at }) => (deactivated_at ?? 0) > startedAt).length;
    return json(200, { data: { total: 240 + since, active: 225, deactivated: 15 + since } });
  },
};
