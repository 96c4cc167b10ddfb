import type { Exchange, TransportFailureCode } from '../../model/exchange.ts';
import type { LedgerEntry, Maker, Removal } from '../../model/ledger.ts';
import type { WireRequest } from '../../model/target.ts';
import type { Left } from './open-things.ts';
import { openThings } from './open-things.ts';

/** Knows of everything that a run makes on the target, from before it is sent. */
export interface Ledger {
  /** Before a request is sent: the thing that it may make, where it may make one. */
  asking(request: WireRequest, operationId: string | undefined): string | undefined;
  /** After its answer. */
  answered(thing: string | undefined, request: WireRequest, exchange: Exchange): void;
  /** What is there still, the newest first. */
  left(): readonly Left[];
  /** The parameters of a path at which something stands that the run has made, the newest. It may be destroyed: it is the run's own. */
  ownAt(template: string): ReadonlyMap<string, string> | undefined;
  /** At the end of the run: why a thing was left. */
  leave(thing: string, because: string): void;
}

/** Nothing of the request came to the target. */
const neverSent: ReadonlySet<TransportFailureCode> = new Set(['refused', 'unresolved', 'tls', 'certificate-expired', 'certificate-self-signed', 'certificate-unknown-authority', 'certificate-other-host', 'unsendable']);

/** A ledger of one run. */
export function createLedger(makers: readonly Maker[], note: (entry: LedgerEntry) => void): Ledger {
  const byOperation = new Map(makers.map((maker) => [maker.operationId, maker]));
  const things = openThings();
  /** Made with the credentials of another actor, who may be the only one to see them. */
  const ofOthers = new Set<string>();
  let count = 0;
  const write = (entry: LedgerEntry): void => {
    things.add(entry);
    note(entry);
  };
  return {
    asking({ method, path }, operationId) {
      if (operationId === undefined || !byOperation.has(operationId)) return undefined;
      const thing = `t${++count}`;
      write({ kind: 'asked', thing, operationId, method, path });
      return thing;
    },
    answered(thing, request, { id: exchange, operationId = '', actor, response, step }) {
      if (response.kind === 'failure') {
        if (thing !== undefined && neverSent.has(response.code)) write({ kind: 'not-made', thing, exchange });
        return;
      }
      if (request.method === 'DELETE' && isGone(response.status)) {
        for (const each of things.at(pathOf(request))) write({ kind: 'removed', thing: each, exchange });
      }
      const maker = byOperation.get(operationId);
      if (thing === undefined || !maker) return;
      const ids = maker.idsIn(response);
      if (!isMade(response.status, maker, ids)) write({ kind: 'not-made', thing, exchange });
      else {
        // Any other success than 201 may show what was there before, unless a flow asked, which sends what nobody has.
        const removal = response.status === 201 || step ? removalOf(maker, request, ids[0]) : undefined;
        write({ kind: 'made', thing, exchange, ...(removal && { removal }) });
        if (actor !== undefined) ofOthers.add(thing);
      }
    },
    left: () => things.left(),
    ownAt: (template) => {
      for (const { thing, known, removal } of things.left()) {
        const parameters = known === 'made' && removal && !ofOthers.has(thing) ? parametersIn(template, removal.path.split('?')[0] ?? '') : undefined;
        if (parameters) return parameters;
      }
      return undefined;
    },
    leave: (thing, because) => write({ kind: 'left', thing, because }),
  };
}

/** Whether an answer to a DELETE says that the thing is not there, or will not be. */
export function isGone(status: number): boolean {
  return (status >= 200 && status <= 299) || status === 404 || status === 410;
}

/** 201 and 202 say so; any other success only where it shows what was made. */
function isMade(status: number, { named }: Maker, ids: readonly string[]): boolean {
  if (status === 201 || status === 202) return true;
  return named !== true && status >= 200 && status <= 299 && ids.length > 0;
}

function removalOf({ removal, named }: Maker, request: WireRequest, id: string | undefined): Removal | undefined {
  if (!removal || (named !== true && id === undefined)) return undefined;
  const path = pathOf(request).replace(/\/$/, '');
  return { path: `${named === true ? path : `${path}/${encodeURIComponent(id ?? '')}`}${removal.query}`, headers: removal.headers };
}

function pathOf({ path }: WireRequest): string {
  return path.split('?')[0] ?? '';
}

/** What stands in a path where its template has names; only where a name is a whole segment. */
function parametersIn(template: string, path: string): ReadonlyMap<string, string> | undefined {
  const [names, texts] = [template.replace(/\/$/, '').split('/'), path.replace(/\/$/, '').split('/')];
  if (names.length !== texts.length) return undefined;
  const parameters = new Map<string, string>();
  for (const [index, text] of texts.entries()) {
    const segment = names[index] ?? '';
    const [, name] = /^\{([^{}]+)\}$/.exec(segment) ?? [];
    if (name !== undefined && text !== '') parameters.set(name, decodeURIComponent(text));
    else if (segment !== text) return undefined;
  }
  return parameters;
}
