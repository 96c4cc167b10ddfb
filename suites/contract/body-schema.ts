import type { Json } from '../../model/json.ts';
import type { ResponseView, SchemaDisagreement } from '../../model/rule.ts';
import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';
import { weakestProvenance } from '../weakest-provenance.ts';
import { answeredAs } from './answered-as.ts';
import { shown } from '../shown.ts';

/** Every body is what its schema says: all errors, each with the place in the description that it breaks. */
export const bodySchema = defineResponseRule({
  id: 'body-schema',
  suite: 'contract',
  level: 'MUST',
  summary: 'Every body satisfies the schema that the description documents for its status and media type.',
  clause: clauses.oasSchema,
  *subjects(operation, context) {
    for (const [key, response] of operation.responses) {
      for (const [range, media] of response.content) {
        if (media.schema === undefined) continue;
        yield {
          at: `/responses/${key}/content/${escaped(range)}/schema`,
          statement: `Every ${range} body of a ${key} answer of ${operation.id} satisfies its schema.`,
          provenance: weakestProvenance(operation.provenance, response.provenance, context.provenanceOf(media.schema.pointer)),
          place: media.schema.pointer,
          conditional: true,
        };
      }
    }
  },
  judge(view, at) {
    const declared = answeredAs(view, at);
    if (!declared || view.answer.kind === 'failure' || view.body.kind === 'empty') return undefined;
    if (!view.mediaType) return { blocked: 'The body came in no documented media type, so no schema applies (see content-type-documented).' };
    if (view.mediaType.schema === undefined || escaped(view.mediaType.range) !== at.split('/')[4]) return undefined;
    const value = valueOf(view);
    if (value === undefined) return { blocked: 'The body could not be read as its media type says (see body-parses).' };
    const errors = withoutFormats(view.schemas.errors(view.mediaType.schema.pointer, value), view);
    return errors.length === 0 ? pass : { fail: errors.map((error) => factsOf(error, value)) };
  },
  explain: ({ message, received, instance }) => `Received ${received} at ${instance || 'the top of the body'}; documented: ${message}.`,
  cluster: ({ place, keyword }) => `${place} ${keyword}`,
  locate: ({ instance, place }) => ({ instance, place }),
});

function valueOf({ body }: ResponseView): Json | undefined {
  if (body.kind === 'json') return body.value;
  return body.kind === 'text' ? body.text : undefined;
}

/** With formats as advice they are format-advised's to judge. */
function withoutFormats(errors: readonly SchemaDisagreement[], view: ResponseView): readonly SchemaDisagreement[] {
  return view.options.formats === 'assert' ? errors : errors.filter(({ keyword }) => keyword !== 'format');
}

function factsOf(error: SchemaDisagreement, body: Json) {
  return {
    keyword: error.keyword,
    instance: error.instance,
    place: error.place,
    message: error.message,
    received: shown(body, error.instance),
  };
}

function escaped(range: string): string {
  return range.replaceAll('~', '~0').replaceAll('/', '~1');
}
