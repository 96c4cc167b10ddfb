import type { ResponseDescription } from '../../model/description.ts';
import type { ResponseView } from '../../model/rule.ts';
import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';
import { headerValues } from '../header-values.ts';
import { weakestProvenance } from '../weakest-provenance.ts';
import { answeredAs } from './answered-as.ts';

/** What is declared as a body is there, whole and readable; what must have none has none. */
export const bodyParses = defineResponseRule({
  id: 'body-parses',
  suite: 'contract',
  level: 'MUST',
  summary: 'A body is there where one is documented, is whole, and can be read as its media type says; 204, 205, 304 and HEAD have none.',
  clause: clauses.jsonGrammar,
  *subjects(operation) {
    for (const [key, response] of operation.responses) {
      yield {
        at: `/responses/${key}/body`,
        statement: promiseOf(operation.id, key, response),
        provenance: weakestProvenance(operation.provenance, response.provenance),
        place: response.pointer,
        conditional: true,
      };
    }
  },
  judge(view, at) {
    const { answer, operation } = view;
    if (answer.kind === 'failure') {
      const broken = answer.status !== undefined && (answer.code === 'bad-encoding' || answer.code === 'reset');
      const key = answer.status === undefined ? undefined : at.split('/')[2];
      return broken && key === String(answer.status) ? { fail: { operation: operation.id, key, defect: answer.code === 'reset' ? 'a body that breaks off before its end' : 'a body that is not what its Content-Encoding says' } } : undefined;
    }
    const declared = answeredAs(view, at);
    if (!declared) return undefined;
    const defect = defectOf(view, declared);
    return defect ? { fail: { operation: operation.id, key: declared.key, defect } } : pass;
  },
  explain: ({ defect }) => `Received ${defect}.`,
  cluster: ({ operation, key, defect }) => `${operation} ${key}: ${defect}`,
});

function promiseOf(operation: string, key: string, response: ResponseDescription): string {
  return hasNoBody(Number(key))
    ? `A ${key} answer of ${operation} has no body.`
    : response.content.size > 0
      ? `A ${key} answer of ${operation} has a body that can be read.`
      : `A body of a ${key} answer of ${operation}, if there is one, can be read.`;
}

function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

function defectOf(view: ResponseView, declared: ResponseDescription): string | undefined {
  if (view.answer.kind === 'failure') return undefined;
  const { status, headers } = view.answer;
  const head = view.exchange.request.method === 'HEAD';
  if (head || hasNoBody(status)) {
    if (view.body.kind !== 'empty') return `a body with ${head ? 'an answer to HEAD' : status}; RFC 9110 allows none`;
    // The bytes themselves are cut off by HTTP framing: the announcement is what can be seen. 304 and HEAD may announce.
    const announced = headerValues(headers, 'content-length').some((length) => Number(length) > 0);
    return !head && status === 204 && announced ? 'a Content-Length above 0 with 204; RFC 9110 allows no body' : undefined;
  }
  switch (view.body.kind) {
    case 'empty':
      return declared.content.size > 0 ? `an empty body; documented: ${[...declared.content.keys()].join(', ')}` : undefined;
    case 'unreadable':
      return view.body.what;
    case 'json':
    case 'text':
    case 'binary':
      return undefined;
  }
}
