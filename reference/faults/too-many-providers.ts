import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that takes any number of providers. */
export const tooManyProviders: Fault = {
  id: 'too-many-providers',
  lie: 'takes any number of providers',
  caughtBy: 'rejects-invalid@countAccountsByProvider#/parameters/query/provider_ids/maxItems',
  around: overlook('countAccountsByProvider', (call) => withQuery(call, (query) => {
    const ids = (query.get('provider_ids') ?? '').split(',');
    return ids.length > 50 ? { provider_ids: ids.slice(0, 50).join(',') } : {};
  })),
};
