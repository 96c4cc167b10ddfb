import type { Case, DraftValue, OtherActor, ParameterDraft, RequestDraft, Unprovable } from '../model/case.ts';
import type { Description, MediaType, Operation, Parameter, RequestBody, SchemaAt } from '../model/description.ts';
import type { Json } from '../model/json.ts';
import { isJson } from '../spec/media-type.ts';
import type { Schemas } from '../spec/schemas.ts';
import { captureKeyFor } from './captures.ts';
import { parameterValue } from './parameter-value.ts';
import { strategies, strategiesForDestruction } from './strategies.ts';
import type { BodyContext, StrategyContext } from './strategy.ts';
import { caseFrom } from './strategy.ts';
import { fileProperties } from './values/file-properties.ts';
import { flatSchema } from './values/flat-schema.ts';
import { sampleAt } from './values/sample-at.ts';
import type { Workshop } from './values/workshop.ts';
import { isValid } from './values/workshop.ts';
import { bodyFormOf, canWrite } from './wire/body-bytes.ts';

export interface CasesOptions {
  readonly seed: number;
  /** Judges requests. */
  readonly schemas: Schemas;
  /** Who is at hand beside the owner. */
  readonly actors: readonly OtherActor[];
}

/** All cases of one operation, and the keywords that no request can be proven to break. Equal input gives equal cases. */
export function casesOf(description: Description, operation: Operation, options: CasesOptions): { readonly cases: readonly Case[]; readonly unprovable: readonly Unprovable[] } {
  const workshop: Workshop = { description, document: description.document, schemas: options.schemas, seed: options.seed };
  const start = startOf(workshop, operation);
  if ('because' in start) {
    const intent = { kind: 'valid', varies: { what: 'baseline', closed: false }, at: '' } as const;
    return { cases: [], unprovable: [{ operationId: operation.id, intent, because: start.because, blocks: true }] };
  }
  const context: StrategyContext = { operation, workshop, ...start, actors: options.actors };
  const destroys = operation.method === 'delete' && !operation.safe;
  const cases = new Map<string, Case>();
  const unprovable: Unprovable[] = [];
  for (const strategy of destroys ? strategiesForDestruction : strategies) {
    for (const proposal of strategy.propose(context)) {
      const made = caseFrom(operation, strategy, proposal);
      if ('because' in made) unprovable.push(made);
      else if (!cases.has(made.id)) cases.set(made.id, made);
    }
  }
  return { cases: [...cases.values()], unprovable };
}

/** The request that everything deviates from; a sentence when the description does not let one be made. */
export function startOf(workshop: Workshop, operation: Operation): Pick<StrategyContext, 'baseline' | 'body'> | { readonly because: string } {
  const parameters: ParameterDraft[] = [];
  for (const parameter of operation.parameters) {
    if (!parameter.required) continue;
    const value = draftValue(workshop, operation, parameter);
    if (!value) return { because: `No valid value could be made for the required ${parameter.in} parameter ${parameter.name}; give the description an example.` };
    parameters.push({ in: parameter.in, name: parameter.name, value });
  }
  const made = bodyOf(workshop, operation);
  if (made && 'because' in made) return made;
  const body = made && 'described' in made ? made : undefined;
  const files = body && bodyFormOf(body.mediaType) === 'multipart' ? fileProperties(workshop, body.schema.schema, body.described.content.get(body.mediaType)?.encoding ?? new Map()) : [];
  const baseline: RequestDraft = {
    method: operation.method, path: operation.path, parameters, credentials: 'owner',
    ...(made && { body: { kind: 'value', mediaType: made.mediaType, value: made.value, ...(files.length > 0 && { files }) } }),
  };
  return { baseline, body };
}

/** A path names something that exists, so its values are found while running, unless the schema lists all there are or wants a structure, which is no name. */
function draftValue(workshop: Workshop, operation: Operation, parameter: Parameter): DraftValue | undefined {
  const schema = flatSchema(workshop, parameter.schema?.schema);
  const listed = Array.isArray(schema['enum']) || schema['const'] !== undefined || schema['type'] === 'boolean';
  if (parameter.in === 'path' && !listed && schema['type'] !== 'object') return { capture: captureKeyFor(operation, parameter) };
  const value = parameterValue(workshop, parameter);
  return value === undefined ? undefined : { literal: value };
}

/** The body to work with; only its value where nothing is said of it but its media type; a sentence when none can be made. */
function bodyOf(workshop: Workshop, operation: Operation): BodyContext | Pick<BodyContext, 'mediaType' | 'value'> | { readonly because: string } | undefined {
  const described = operation.requestBody;
  if (!described) return undefined;
  let because = 'The request body has no media type that can be written.';
  for (const media of byWorth([...described.content.values()])) {
    const value = media.schema && bodyValue(workshop, media, media.schema);
    if (media.schema && value !== undefined) return bodyContext(described, media, media.schema, value);
    if (!media.schema && described.required) return { mediaType: media.range, value: anyValue(media) };
    because = 'No valid request body could be made from its schema; give the description an example.';
  }
  return described.required ? { because } : undefined;
}

function bodyValue(workshop: Workshop, { range, examples }: MediaType, { pointer, schema }: SchemaAt): Json | undefined {
  const example = examples.find(({ value }) => canWrite(range, value) && isValid(workshop, pointer, value))?.value;
  return example ?? sampleAt(workshop, pointer, schema, {}, (value) => canWrite(range, value));
}

/** Without a schema anything will do that can be written: files are described that way. */
function anyValue({ range, examples }: MediaType): Json {
  const form = bodyFormOf(range);
  return examples.find(({ value }) => canWrite(range, value))?.value ?? (form === 'text' ? 'example' : form === 'json' ? {} : { example: 'example' });
}

function bodyContext(described: RequestBody, media: MediaType, { pointer, schema }: SchemaAt, value: Json): BodyContext {
  return {
    described, mediaType: media.range, schema: { pointer, schema: schema as Json }, value,
    at: `/requestBody/${media.range.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    isJson: isJson(media.range.includes('*') ? 'application/json' : media.range),
  };
}

/** JSON before all others, forms before what is only text; and what has a schema before what has none. */
function byWorth(media: readonly MediaType[]): readonly MediaType[] {
  const order = ['json', 'form', 'multipart', 'text'] as const;
  const ranked = order.flatMap((form) => media.filter(({ range }) => bodyFormOf(range) === form));
  return [...ranked.filter(({ schema }) => schema), ...ranked.filter(({ schema }) => !schema)];
}
