import type { Case, SentCase } from '../../model/case.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { Judge } from './judge.ts';

/** Tells the judge what became of a case and writes the same into the record, so that both know equally much. */
export interface CaseLedger {
  settled(sent: Case, exchange: Exchange): void;
  withheld(sent: Case, because: string, kind?: 'blocked' | 'not-run'): void;
}

/** A ledger over one judge and one record. */
export function caseLedger(judge: Judge, say: (event: RunEvent) => void): CaseLedger {
  return {
    settled(sent, exchange) {
      say({ event: 'case-settled', case: withoutRequest(sent), exchange: exchange.id });
      judge.settled(sent, exchange);
    },
    withheld(sent, because, kind = 'blocked') {
      say({ event: 'case-withheld', case: withoutRequest(sent), because, kind });
      judge.withheld(sent, because, kind);
    },
  };
}

function withoutRequest({ request: _, ...rest }: Case): SentCase {
  return rest;
}
