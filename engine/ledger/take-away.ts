import type { Description } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { WireRequest } from '../../model/target.ts';
import { operationFor } from '../../spec/operation-for.ts';
import { withCredentials } from '../running/case-runner.ts';
import type { CredentialSettings } from '../sending/credentials.ts';
import { credentialParts } from '../sending/credentials.ts';
import type { Sender } from '../sending/sender.ts';
import { isGone } from './ledger.ts';
import type { Left } from './open-things.ts';

/** What it takes to take things away again. */
export interface TakingAway {
  readonly description: Description;
  readonly credentials: CredentialSettings;
  readonly sender: Pick<Sender, 'send'>;
  /** Puts back what was redacted of what the target handed out. */
  readonly restore?: (request: WireRequest) => WireRequest;
}

/** Takes one thing away; says why it is left where that did not work. */
export async function takeAway(left: Left, { description, credentials, sender, restore }: TakingAway): Promise<string | undefined> {
  const { method, path, known, removal } = left;
  if (known === 'unknown') return `No answer came to ${method} ${path}, so nobody knows whether it made anything, and what that is called.`;
  if (!removal) return `The answer to ${method} ${path} does not tell what it made, or the description has no DELETE for it.`;
  const operation = operationFor(description, 'DELETE', removal.path.split('?')[0] ?? '')?.operation;
  const parts = credentialParts(description, operation ?? { security: [] }, 'owner', credentials);
  const request: WireRequest = { method: 'DELETE', path: removal.path, headers: removal.headers };
  const own = restore?.(request) ?? request;
  const { response }: Exchange = await sender.send('missing' in parts ? own : withCredentials(own, parts), { cleaning: true, ...(operation && { operationId: operation.id }) });
  if (response.kind === 'failure') return `DELETE ${removal.path} came to nothing: ${response.what}`;
  return isGone(response.status) ? undefined : `DELETE ${removal.path} was answered ${response.status}.`;
}
