import type { BadCredentials } from '../../model/case.ts';
import type { Operation } from '../../model/description.ts';
import { caseId, withCredentials } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';

/** The baseline, sent by somebody who must not be let in. */
export const unauthorised: Strategy = {
  id: 'unauthorised',
  summary: 'The baseline without credentials, with malformed, with altered, and where they are configured with expired ones and with those of a reader.',
  *propose({ operation, baseline, actors }) {
    // An empty alternative makes credentials optional.
    if (operation.security.length === 0 || operation.security.some((alternative) => alternative.size === 0)) return;
    const kinds: readonly BadCredentials[] = ['none', 'malformed', 'tampered', ...actors.filter((actor) => actor === 'expired' || (actor === 'read-only' && writes(operation)))];
    for (const credentials of kinds) {
      yield { label: credentials, request: withCredentials(baseline, credentials), intent: { kind: 'unauthorised', credentials, at: '/security' }, control: caseId(operation, 'baseline', '') };
    }
  },
};

/** Whether it certainly changes something: a POST may be a way to ask, unless it says that it creates. */
function writes({ method, safe, responses }: Operation): boolean {
  return !safe && (method === 'put' || method === 'patch' || method === 'delete' || (method === 'post' && responses.has('201')));
}
