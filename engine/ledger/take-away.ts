import type { Description } from '../../model/description.ts';
import type { WireRequest } from '../../model/target.ts';
import { operationFor } from '../../spec/operation-for.ts';
import type { AuthorisedSender } from '../sending/authorised-sender.ts';
import { isGone } from './ledger.ts';
import type { Left } from './open-things.ts';

/** What it takes to take things away again. */
export interface TakingAway {
  readonly description: Description;
  readonly sender: Pick<AuthorisedSender, 'send'>;
  /** Puts back what was redacted of what the target handed out. */
  readonly restore?: (request: WireRequest) => WireRequest;
}

/** Takes one thing away; says why it is left where that did not work. */
export async function takeAway(left: Left, { description, sender, restore }: TakingAway): Promise<string | undefined> {
  const { method, path, known, removal } = left;
  if (known === 'unknown') return `No answer came to ${method} ${path}, so nobody knows whether it made anything, and what that is called.`;
  if (!removal) return `The answer to ${method} ${path} does not tell what it made, or the description has no DELETE for it.`;
  const operation = operationFor(description, 'DELETE', removal.path.split('?')[0] ?? '')?.operation;
  const request: WireRequest = { method: 'DELETE', path: removal.path, headers: removal.headers };
  const sent = await sender.send(restore?.(request) ?? request, { operation: operation ?? { security: [] }, use: 'owner', deserves: 'perhaps' }, { cleaning: true, ...(operation && { operationId: operation.id }) });
  if ('missing' in sent) return `DELETE ${removal.path} was not sent: ${sent.missing}`;
  const { response } = sent;
  if (response.kind === 'failure') return `DELETE ${removal.path} came to nothing: ${response.what}`;
  return isGone(response.status) ? undefined : `DELETE ${removal.path} was answered ${response.status}.`;
}
