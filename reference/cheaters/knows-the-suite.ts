import type { Behaviour } from '../behaviour.ts';
import type { Call } from '../call.ts';
import type { Cheater } from '../cheater.ts';
import { misstate } from '../lies.ts';

const lie = misstate('getUser', 200, ['data', 'email'], () => undefined);

/** Honest to whom it takes for the suite, and to nobody else. */
function honestTo(isSuite: (call: Call) => boolean): Behaviour {
  return { around: (call, honest) => (isSuite(call) ? honest() : lie(call, honest)) };
}

/** Reads the name on the door. */
export const knowsByName: Cheater = {
  id: 'knows-by-name',
  cheats: 'behaves only for who calls itself calico-conformance',
  create: () => honestTo(({ headers }) => /conformance/i.test(headers['user-agent'] ?? '')),
};

/** Has seen a run before, and knows how one begins. */
export const knowsByOrder: Cheater = {
  id: 'knows-by-order',
  cheats: 'behaves only for who asks first for the users, then for the enterprise providers without credentials',
  create() {
    let first: string | undefined;
    return honestTo(({ url }) => (first ??= url.pathname) === '/enterprise/v2/users');
  },
};
