import { clauses } from '../clauses.ts';
import { defineResponseRule } from '../define-rule.ts';
import { shown } from '../shown.ts';
import { answeredAs } from './answered-as.ts';
import { bodySchemaSubjects } from './body-schema.ts';

/** Undeclared properties break no schema; a team that wants its description complete can ask for them all the same. */
export const noUndeclaredProperties = defineResponseRule({
  id: 'no-undeclared-properties',
  suite: 'contract',
  level: 'SHOULD',
  summary: 'Where a run asks for it, no object of a body has properties that the description does not declare.',
  clause: clauses.oasSchema,
  *subjects(operation, context) {
    const { undeclaredProperties } = context.options;
    if (undeclaredProperties === 'off') return;
    for (const subject of bodySchemaSubjects(operation, context)) {
      yield { ...subject, level: undeclaredProperties === 'must' ? 'MUST' : 'SHOULD', statement: `${subject.statement.replace('satisfies its schema', 'has declared properties only')}` };
    }
  },
  judge(view, at) {
    if (!answeredAs(view, at) || view.body.kind !== 'json' || view.mediaType?.schema === undefined) return undefined;
    const { value } = view.body;
    const undeclared = view.schemas.undeclared(view.mediaType.schema.pointer, value);
    return { fail: undeclared.map(({ instance, place }) => ({ instance, place, received: shown(value, instance) })) };
  },
  explain: ({ instance, received }) => `Received ${received} at ${instance}; documented: no property of this name.`,
  cluster: ({ instance, place }) => `${place} ${instance.split('/').at(-1) ?? ''}`,
  locate: ({ instance, place }) => ({ instance, place }),
});
