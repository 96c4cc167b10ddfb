import { isJson, mediaTypeFor } from '../../spec/media-type.ts';
import { clauses } from '../clauses.ts';
import { defineCaseRule, pass } from '../define-rule.ts';
import { fieldOf, probeAnswer } from './probe-answer.ts';

/** RFC 9110 leaves it to the service whether it refuses or disregards an Accept that it cannot satisfy; it may not break on it. */
export const notAcceptable = defineCaseRule({
  id: 'not-acceptable',
  suite: 'http',
  level: 'SHOULD',
  summary: 'A request for a media type that there is not is refused with 4xx (406 best), or answered in a documented one.',
  clause: clauses.httpAccept,
  decidedBy: 'all',
  claims(intent, operation) {
    if (intent.kind !== 'probe' || intent.probe !== 'unknown-accept') return undefined;
    return { at: '/accept', statement: `${operation.id} refuses an Accept that it cannot satisfy, or answers in a documented media type.`, provenance: operation.provenance, place: operation.pointer };
  },
  judge(view) {
    const asked = probeAnswer(view);
    if (!('response' in asked)) return asked;
    const { response } = asked;
    const type = fieldOf(response, 'content-type');
    const content = view.declared?.content;
    // What the owner is answered with otherwise, documented or not, is another rule's business.
    const usual = type === undefined || content === undefined || content.size === 0 || mediaTypeFor(content, type) !== undefined || type === fieldOf(asked.control, 'content-type') || isJson(type);
    if (response.status < 500 && (response.status >= 300 || usual)) return pass;
    return { fail: { operation: view.operation.id, received: response.status, type: type ?? null } };
  },
  explain: ({ received, type }) => `Received ${received}${type === null ? '' : ` (${String(type)})`} to an Accept that nobody can satisfy; documented: 406, or an answer in a documented media type.`,
  cluster: ({ received }) => `an unknown Accept is answered ${received}`,
});
