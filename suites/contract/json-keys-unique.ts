import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';

/** With a name twice, two honest readers of the same bytes see two different answers. */
export const jsonKeysUnique = defineResponseRule({
  id: 'json-keys-unique',
  suite: 'contract',
  level: 'SHOULD',
  summary: 'No object of a JSON body has the same name twice.',
  clause: clauses.jsonObjects,
  *subjects(operation) {
    yield {
      at: '/responses',
      statement: `No object in a JSON body of ${operation.id} has the same name twice.`,
      provenance: operation.provenance,
      place: operation.pointer,
      conditional: true,
    };
  },
  judge({ body, operation }) {
    if (body.kind !== 'json') return undefined;
    const [first] = body.duplicateKeys;
    return first === undefined ? pass : { fail: { operation: operation.id, at: first, times: body.duplicateKeys.length } };
  },
  explain: ({ at }) => `Received an object with the name at ${at} twice; documented: names within an object SHOULD be unique.`,
  cluster: ({ operation }) => `${operation} repeats names`,
  locate: ({ at }) => ({ instance: at }),
});
