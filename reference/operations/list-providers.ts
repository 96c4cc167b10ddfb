import type { JsonObject } from '../../model/json.ts';
import { json } from '../answer.ts';
import type { Provider } from '../data/providers.ts';
import { calicoProviders, enterpriseProviders } from '../data/providers.ts';
import type { Operation } from '../operation.ts';

/** The providers that are open to the users of the company. */
export const listEnterpriseProviders: Operation = {
  id: 'listEnterpriseProviders', method: 'get', path: '/providers', parameters: [], body: false,
  answer: () => json(200, { data: { providers: enterpriseProviders.map(shownProvider) } }),
};

/** All providers. */
export const listCalicoProviders: Operation = {
  id: 'listCalicoProviders', method: 'get', path: '/calico-providers', parameters: [], body: false,
  answer: () => json(200, { data: { providers: calicoProviders.map(shownProvider) } }),
};

function shownProvider(provider: Provider): JsonObject {
  return { ...provider };
}
