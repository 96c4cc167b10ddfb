import type { CaptureKey, Case, OtherActor, SentCase } from '../../model/case.ts';
import { isOtherActor } from '../../model/case.ts';
import type { Description } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Json } from '../../model/json.ts';
import { serialise } from '../../generate/wire/serialise.ts';
import type { CaseLedger } from '../judging/ledger.ts';
import type { AuthorisedSender } from '../sending/authorised-sender.ts';

/** Puts cases on the wire and shows the judge what came back. */
export interface CaseRunner {
  /** The exchange it ended in; undefined when it could not be sent. `decides`: the judge is told now, not later. */
  run(sent: Case, captured: ReadonlyMap<CaptureKey, Json>, options?: { readonly earlierAttempts?: number; readonly decides?: boolean }): Promise<Exchange | undefined>;
  /** Cases by id of every exchange sent so far that still has to be told to the rules over answers. */
  caseOf(id: string): Case | undefined;
}

/** A runner of one run. */
export function createCaseRunner(description: Description, sender: Pick<AuthorisedSender, 'send'>, ledger: CaseLedger, signal: AbortSignal): CaseRunner {
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
      if (!operation) {
        ledger.withheld(sent, 'The description has no such operation.');
        return undefined;
      }
      const wire = serialise(sent.request, operation, captured);
      if (!wire.ok) {
        ledger.withheld(sent, wire.problems[0].what);
        return undefined;
      }
      underway.set(sent.id, sent);
      try {
        // A probe is no request of the operation, so what the operation documents does not bind its answer.
        const exchange = await sender.send(wire.value, { operation, use: sent.request.credentials, deserves: sent.intent.kind === 'valid' ? 'accepted' : 'perhaps' }, { caseId: sent.id, ...(sent.intent.kind !== 'probe' && { operationId: sent.operationId }), ...actorOf(sent.intent), earlierAttempts });
        if ('missing' in exchange) {
          ledger.withheld(sent, signal.aborted ? 'The run was ended while it was under way.' : exchange.missing, signal.aborted ? 'not-run' : 'blocked');
          return undefined;
        }
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

function actorOf(intent: SentCase['intent']): { readonly actor?: OtherActor } {
  return intent.kind === 'unauthorised' && isOtherActor(intent.credentials) ? { actor: intent.credentials } : {};
}
