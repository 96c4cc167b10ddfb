import type { Operation } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import type { LawContext, ResponseView, SchemaDisagreement, Subject } from '../../model/rule.ts';
import { clauses } from '../clauses.ts';
import type { Ruling } from '../define-rule.ts';
import { defineResponseRule } from '../define-rule.ts';
import { weakestProvenance } from '../weakest-provenance.ts';
import { answeredAs } from './answered-as.ts';
import { shown } from '../shown.ts';

/** One broken keyword of a body. */
export interface SchemaFacts {
  readonly keyword: string;
  readonly instance: JsonPointer;
  readonly place: JsonPointer;
  readonly message: string;
  readonly received: string;
  /** What the keyword names: the missing property, the types that are allowed. */
  readonly detail: string;
  readonly [name: string]: string;
}

/** Every body is what its schema says: all errors, each with the place in the description that it breaks. */
export const bodySchema = defineResponseRule<SchemaFacts>({
  id: 'body-schema',
  suite: 'contract',
  level: 'MUST',
  summary: 'Every body satisfies the schema that the description documents for its status and media type.',
  clause: clauses.oasSchema,
  subjects: bodySchemaSubjects,
  // With formats as advice they are format-advised's to judge.
  judge: (view, at) => judgeBodySchema(view, at, ({ keyword }) => view.options.formats === 'assert' || keyword !== 'format'),
  explain: explainSchemaDisagreement,
  // Each property that is missing is missing for a reason of its own.
  cluster: ({ place, keyword, detail }) => (keyword === 'required' ? `${place} ${keyword} ${detail}` : `${place} ${keyword}`),
  locate: locateSchemaDisagreement,
});

/** One requirement for each status and media type with a schema. */
export function* bodySchemaSubjects(operation: Operation, context: LawContext): Iterable<Subject> {
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
}

/** Judges a body by its schema, as far as the keywords that count go. */
export function judgeBodySchema(view: ResponseView, at: JsonPointer, counts: (error: SchemaDisagreement) => boolean): Ruling<SchemaFacts> | undefined {
  const declared = answeredAs(view, at);
  if (!declared || view.answer.kind === 'failure' || view.body.kind === 'empty') return undefined;
  if (!view.mediaType) return { blocked: 'The body came in no documented media type, so no schema applies (see content-type-documented).' };
  if (view.mediaType.schema === undefined || escaped(view.mediaType.range) !== at.split('/')[4]) return undefined;
  // What is no JSON and no text has no value that a schema could speak of.
  if (view.body.kind === 'binary') return undefined;
  const value = valueOf(view);
  if (value === undefined) return { blocked: 'The body could not be read as its media type says (see body-parses).' };
  const all = view.schemas.errors(view.mediaType.schema.pointer, value);
  if (view.body.kind === 'text' && isNotOfTexts(all, view.body.text, view)) return undefined;
  const errors = all.filter(counts);
  return { fail: errors.map((error) => factsOf(error, value)) };
}

/** A broken keyword in words. */
export function explainSchemaDisagreement({ message, received, instance }: SchemaFacts): string {
  return `Received ${received} at ${instance || 'the top of the body'}; documented: ${message}.`;
}

/** Where a broken keyword is, in the body and in the description. */
export function locateSchemaDisagreement({ instance, place }: SchemaFacts): { readonly instance: JsonPointer; readonly place: JsonPointer } {
  return { instance, place };
}

/** A schema of objects or numbers speaks of what XML, CSV or plain text mean, and nobody has said how to read them. */
function isNotOfTexts(errors: readonly SchemaDisagreement[], text: string, { schemas, mediaType }: ResponseView): boolean {
  if (errors.length === 0 || mediaType?.schema === undefined) return false;
  if (errors.some(({ keyword, instance }) => instance === '' && ['type', 'oneOf', 'anyOf', 'discriminator'].includes(keyword))) return true;
  // `7` in text/plain is as good a number as a text.
  const word = text.trim();
  const meant: readonly Json[] = [...(word !== '' && Number.isFinite(Number(word)) ? [Number(word)] : []), ...(word === 'true' || word === 'false' ? [word === 'true'] : [])];
  return meant.some((value) => schemas.errors(mediaType.schema?.pointer ?? '', value).length === 0);
}

function valueOf({ body }: ResponseView): Json | undefined {
  if (body.kind === 'json') return body.value;
  return body.kind === 'text' ? body.text : undefined;
}

function factsOf(error: SchemaDisagreement, body: Json): SchemaFacts {
  return {
    keyword: error.keyword,
    instance: error.instance,
    place: error.place,
    message: error.message,
    received: shown(body, error.instance),
    detail: detailOf(error.params),
  };
}

function detailOf(params: Json): string {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return '';
  const { missingProperty, type } = params as JsonObject;
  if (typeof missingProperty === 'string') return missingProperty;
  return Array.isArray(type) ? type.join() : typeof type === 'string' ? type : '';
}

function escaped(range: string): string {
  return range.replaceAll('~', '~0').replaceAll('/', '~1');
}
