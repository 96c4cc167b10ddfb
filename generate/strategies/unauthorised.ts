import type { BadCredentials } from '../../model/case.ts';
import type { Operation } from '../../model/description.ts';
import { caseId, withCredentials } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';

/** The baseline, sent by somebody who must not be let in. */
export const unauthorised: Strategy = {
  id: 'unauthorised',
  summary: 'The baseline without credentials, with malformed, with altered, and where they are configured with expired ones and with those of a reader.',
  *propose({ operation, baseline, actors, workshop: { description } }) {
    // An empty alternative makes credentials optional.
    if (operation.security.length === 0 || operation.security.some((alternative) => alternative.size === 0)) return;
    const kinds: readonly BadCredentials[] = ['none', 'malformed', 'tampered', ...actors.filter((actor) => actor === 'expired' || (actor === 'read-only' && writes(operation)))];
    const kindsOf = operation.security.map((alternative) => [...alternative.keys()].map((name) => description.securitySchemes.get(name)?.kind));
    const byCertificate = kindsOf.every((each) => each.includes('mutualTLS'));
    const alone = kindsOf.every((each) => each.every((kind) => kind === 'mutualTLS'));
    for (const credentials of kinds) {
      if (alone && (credentials === 'malformed' || credentials === 'tampered')) {
        yield { intent: { kind: 'unauthorised', credentials, at: '/security' }, because: 'A certificate cannot be altered: its key signs for it in every handshake.' };
        continue;
      }
      yield { label: credentials, request: withCredentials(baseline, credentials), intent: { kind: 'unauthorised', credentials, at: '/security', ...(byCertificate && credentials === 'none' && { byCertificate }) }, control: caseId(operation, 'baseline', '') };
    }
  },
};

/** Whether it certainly changes something: a POST may be a way to ask, unless it says that it creates. */
function writes({ method, safe, responses }: Operation): boolean {
  return !safe && (method === 'put' || method === 'patch' || method === 'delete' || (method === 'post' && responses.has('201')));
}
