import { clauses } from '../clauses.ts';
import { defineResponseRule } from '../define-rule.ts';
import { bodySchemaSubjects, explainSchemaDisagreement, judgeBodySchema, locateSchemaDisagreement } from './body-schema.ts';

/** `format` as advice: where a run asks for it, formats are judged apart from the rest of the schema, as a SHOULD. */
export const formatAdvised = defineResponseRule({
  id: 'format-advised',
  suite: 'contract',
  level: 'SHOULD',
  summary: 'Where formats are advice, every value in a body has the format that its schema names.',
  clause: clauses.oasSchema,
  *subjects(operation, context) {
    if (context.options.formats === 'advise') yield* bodySchemaSubjects(operation, context);
  },
  judge: (view, at) => judgeBodySchema(view, at, ({ keyword }) => keyword === 'format'),
  explain: explainSchemaDisagreement,
  cluster: ({ place }) => place,
  locate: locateSchemaDisagreement,
});
