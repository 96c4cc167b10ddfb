import { parseMediaType } from '../../spec/media-type.ts';
import { clauses } from '../clauses.ts';
import { defineCaseRule, pass } from '../define-rule.ts';
import { fieldOf, probeAnswer } from './probe-answer.ts';

/** HEAD says what GET would say, without its content. A service that does not offer it says 405 or 501. */
export const headMirrorsGet = defineCaseRule({
  id: 'head-mirrors-get',
  suite: 'http',
  level: 'SHOULD',
  summary: 'HEAD is answered with the status and the media type with which GET is answered, or with 405 or 501 where it is not offered.',
  clause: clauses.httpHead,
  decidedBy: 'all',
  claims(intent, operation) {
    if (intent.kind !== 'probe' || intent.probe !== 'head') return undefined;
    return { at: '/head', statement: `HEAD ${operation.path} is answered as GET is, without content.`, provenance: operation.provenance, place: operation.pointer };
  },
  judge(view) {
    const asked = probeAnswer(view);
    if (!('response' in asked)) return asked;
    const { response, control } = asked;
    if (response.status === 405 || response.status === 501) return pass;
    const types = [fieldOf(control, 'content-type'), fieldOf(response, 'content-type')].map((type) => type?.split(';')[0]?.trim().toLowerCase());
    const differs = types[0] !== undefined && types[1] !== undefined && types[0] !== types[1] && parseMediaType(types[1]) !== undefined;
    if (response.status === control.status && !differs) return pass;
    return { fail: { path: view.operation.path, received: response.status, get: control.status, types: types.map((type) => type ?? null) } };
  },
  explain: ({ received, get, types }) => `Received ${received}${types[1] === null ? '' : ` (${String(types[1])})`} to HEAD; documented: what GET is answered with, ${get}${types[0] === null ? '' : ` (${String(types[0])})`}.`,
  cluster: ({ received, get }) => `HEAD is answered ${received} where GET is answered ${get}`,
});
