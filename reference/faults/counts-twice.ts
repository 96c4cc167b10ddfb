import { tenantOf } from '../data/tenants.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that counts a deactivated user twice. */
export const countsTwice: Fault = {
  id: 'counts-twice',
  lie: 'counts a deactivated user twice',
  caughtBy: 'deactivate-user@countUsers#/steps/count-after',
  alongWith: ['users-agree@countUsers#/steps/count-is-walk'],
  around: change('countUsers', (answer, { registry }) => {
    if (answer.status !== 200) return answer;
    const { users } = registry.company('owner');
    const deactivated = users.filter(({ status }) => status === 'deactivated').length;
    const active = users.length - tenantOf('owner').users.filter(({ deactivated_at }) => deactivated_at !== null).length;
    return { ...answer, body: { kind: 'json', value: { data: { total: active + deactivated, active, deactivated } } } };
  }),
};
