import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';
import { weakestProvenance } from '../weakest-provenance.ts';
import { answeredAs } from './answered-as.ts';

/** A body whose media type the description does not know cannot be read by a client that was made from it. */
export const contentTypeDocumented = defineResponseRule({
  id: 'content-type-documented',
  suite: 'contract',
  level: 'MUST',
  summary: 'Every body comes with a well-formed Content-Type that the description documents for its status.',
  clause: clauses.oasMediaType,
  *subjects(operation) {
    for (const [key, response] of operation.responses) {
      if (response.content.size === 0) continue;
      yield {
        at: `/responses/${key}/content`,
        statement: `A body of a ${key} answer of ${operation.id} is ${[...response.content.keys()].join(' or ')}.`,
        provenance: weakestProvenance(operation.provenance, response.provenance),
        place: `${response.pointer}/content`,
        conditional: true,
      };
    }
  },
  judge(view, at) {
    const declared = answeredAs(view, at);
    if (!declared || view.answer.kind === 'failure' || view.body.kind === 'empty') return undefined;
    if (view.mediaType) return pass;
    const documented = [...declared.content.keys()];
    const operation = view.operation.id;
    const { contentType } = view;
    return contentType.kind === 'absent'
      ? { fail: { operation, key: declared.key, reading: 'absent', received: '', documented } }
      : { fail: { operation, key: declared.key, reading: contentType.kind, received: contentType.text, documented } };
  },
  explain: ({ reading, received, documented }) =>
    reading === 'absent'
      ? `Received a body without Content-Type; documented: ${documented.join(', ')}.`
      : `Received Content-Type "${received}"${reading === 'malformed' ? ', which is no media type' : ''}; documented: ${documented.join(', ')}.`,
  cluster: ({ reading, received }) => `Content-Type ${reading === 'absent' ? 'is missing' : received}`,
});
