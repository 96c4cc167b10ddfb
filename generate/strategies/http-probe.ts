import type { RequestDraft } from '../../model/case.ts';
import type { HttpMethod, Operation } from '../../model/description.ts';
import type { Strategy } from '../strategy.ts';
import { caseId } from '../strategy.ts';

/** A type that no service has. */
const unknownType = 'application/vnd.calico.no-such-type';

/** What HTTP promises whatever a description says. Only methods that are safe are sent, so nothing can be harmed by asking. */
export const httpProbe: Strategy = {
  id: 'http-probe',
  summary: 'The baseline of a path asked again with HEAD, OPTIONS, a safe method that is not declared, and an Accept that nobody can satisfy.',
  *propose({ operation, workshop: { description }, baseline }) {
    const control = caseId(operation, 'baseline', '');
    const siblings = description.operations.filter(({ path }) => path === operation.path);
    const declares = (method: HttpMethod): boolean => siblings.some((each) => each.method === method);
    const asking = (method: HttpMethod): RequestDraft => withoutBody({ ...baseline, method });
    if (operation.method === 'get' && !declares('head')) {
      yield { label: 'head', request: asking('head'), intent: { kind: 'probe', probe: 'head', at: '/head' }, control };
    }
    if (operation.safe) {
      yield { label: 'unknown-accept', request: { ...baseline, headers: [...(baseline.headers ?? []), ['accept', unknownType]] }, intent: { kind: 'probe', probe: 'unknown-accept', at: '/accept' }, control };
    }
    // What concerns the path is asked once, for the first of its operations.
    if (!isFirst(operation, siblings)) return;
    const undeclared = declares('get') ? 'trace' : 'get';
    if (!declares(undeclared)) yield { label: 'undeclared-method', request: asking(undeclared), intent: { kind: 'probe', probe: 'undeclared-method', at: '/methods' }, control };
    if (!declares('options')) yield { label: 'options', request: asking('options'), intent: { kind: 'probe', probe: 'options', at: '/allow' }, control };
  },
};

function isFirst(operation: Operation, siblings: readonly Operation[]): boolean {
  return siblings.find(({ method, safe }) => method !== 'delete' || safe)?.id === operation.id;
}

function withoutBody({ body: _, ...rest }: RequestDraft): RequestDraft {
  return rest;
}
