import type { CaptureKey, Case, OtherActor, SentCase } from '../../model/case.ts';
import { isOtherActor } from '../../model/case.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Json } from '../../model/json.ts';
import type { WireRequest } from '../../model/target.ts';
import { serialise } from '../../generate/wire/serialise.ts';
import type { CaseLedger } from '../judging/ledger.ts';
import type { CredentialSettings } from '../sending/credentials.ts';
import { credentialParts } from '../sending/credentials.ts';
import type { Sender } from '../sending/sender.ts';

/** Puts cases on the wire and shows the judge what came back. */
export interface CaseRunner {
  /** The exchange it ended in; undefined when it could not be sent. `decides`: the judge is told now, not later. */
  run(sent: Case, captured: ReadonlyMap<CaptureKey, Json>, options?: { readonly earlierAttempts?: number; readonly decides?: boolean }): Promise<Exchange | undefined>;
  /** Cases by id of every exchange sent so far that still has to be told to the rules over answers. */
  caseOf(id: string): Case | undefined;
}

/** A runner of one run. */
export function createCaseRunner(description: Description, sender: Sender, ledger: CaseLedger, credentials: CredentialSettings, signal: AbortSignal): CaseRunner {
  const operations = new Map(description.operations.map((operation) => [operation.id, operation]));
  const underway = new Map<string, Case>();
  return {
    caseOf: (id) => underway.get(id),
    async run(sent, captured, { earlierAttempts = 0, decides = true } = {}) {
      if (signal.aborted) {
        ledger.withheld(sent, 'The run was ended before it was sent.', 'not-run');
        return undefined;
      }
      const operation = operations.get(sent.operationId);
      const request = operation && wireRequest(description, operation, sent, captured, credentials);
      if (!request || 'missing' in request) {
        ledger.withheld(sent, request?.missing ?? 'The description has no such operation.');
        return undefined;
      }
      underway.set(sent.id, sent);
      try {
        // A probe is no request of the operation, so what the operation documents does not bind its answer.
        const exchange = await sender.send(request, { caseId: sent.id, ...(sent.intent.kind !== 'probe' && { operationId: sent.operationId }), ...actorOf(sent.intent), earlierAttempts });
        if (exchange.response.kind === 'failure' && exchange.response.code === 'aborted') {
          ledger.withheld(sent, 'The run was ended while it was under way.', 'not-run');
          return undefined;
        }
        if (decides) ledger.settled(sent, exchange);
        return exchange;
      } finally {
        underway.delete(sent.id);
      }
    },
  };
}

function wireRequest(
  description: Description, operation: Operation, { request }: Case, captured: ReadonlyMap<CaptureKey, Json>, settings: CredentialSettings,
): WireRequest | { readonly missing: string } {
  const parts = credentialParts(description, operation, request.credentials, settings);
  if ('missing' in parts) return parts;
  const wire = serialise(request, operation, captured);
  if (!wire.ok) return { missing: wire.problems[0].what };
  return withCredentials(wire.value, parts);
}

/** A request that carries these credentials. What a case sets itself is not overwritten. */
export function withCredentials(request: WireRequest, parts: { readonly headers: WireRequest['headers']; readonly query: readonly string[] }): WireRequest {
  const set = new Set(request.headers.map(([name]) => name.toLowerCase()));
  const query = parts.query.join('&');
  return {
    ...request,
    path: query === '' ? request.path : `${request.path}${request.path.includes('?') ? '&' : '?'}${query}`,
    headers: [...request.headers, ...parts.headers.filter(([name]) => !set.has(name.toLowerCase()))],
  };
}

function actorOf(intent: SentCase['intent']): { readonly actor?: OtherActor } {
  return intent.kind === 'unauthorised' && isOtherActor(intent.credentials) ? { actor: intent.credentials } : {};
}
