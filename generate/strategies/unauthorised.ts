import type { BadCredentials } from '../../model/case.ts';
import { caseId, withCredentials } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';

/** The baseline, sent by somebody who must not be let in. */
export const unauthorised: Strategy = {
  id: 'unauthorised',
  summary: 'The baseline without credentials, with malformed, with altered, and where they are configured with expired ones.',
  *propose({ operation, baseline, expiredCredentials }) {
    // An empty alternative makes credentials optional.
    if (operation.security.length === 0 || operation.security.some((alternative) => alternative.size === 0)) return;
    const kinds: readonly BadCredentials[] = ['none', 'malformed', 'tampered', ...(expiredCredentials ? ['expired' as const] : [])];
    for (const credentials of kinds) {
      yield { label: credentials, request: withCredentials(baseline, credentials), intent: { kind: 'unauthorised', credentials, at: '/security' }, control: caseId(operation, 'baseline', '') };
    }
  },
};
