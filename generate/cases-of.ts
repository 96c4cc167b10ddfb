import type { Case, DraftValue, ParameterDraft, RequestDraft, Unprovable } from '../model/case.ts';
import type { Description, MediaType, Operation, Parameter } from '../model/description.ts';
import type { Json } from '../model/json.ts';
import { isJson } from '../spec/media-type.ts';
import type { Schemas } from '../spec/schemas.ts';
import { captureKeyFor } from './captures.ts';
import { parameterValue } from './parameter-value.ts';
import { strategies, strategiesForDestruction } from './strategies.ts';
import type { BodyContext, StrategyContext } from './strategy.ts';
import { caseFrom } from './strategy.ts';
import { flatSchema } from './values/flat-schema.ts';
import { sampleAt } from './values/sample-at.ts';
import type { Workshop } from './values/workshop.ts';
import { isValid } from './values/workshop.ts';
import { canWrite } from './wire/body-bytes.ts';

export interface CasesOptions {
  readonly seed: number;
  /** Judges requests. */
  readonly schemas: Schemas;
  /** Expired credentials are configured, so that they can be tried. */
  readonly expiredCredentials: boolean;
}

/** All cases of one operation, and the keywords that no request can be proven to break. Equal input gives equal cases. */
export function casesOf(description: Description, operation: Operation, options: CasesOptions): { readonly cases: readonly Case[]; readonly unprovable: readonly Unprovable[] } {
  const workshop: Workshop = { description, document: description.document, schemas: options.schemas, seed: options.seed };
  const start = startOf(workshop, operation);
  if ('because' in start) {
    const intent = { kind: 'valid', varies: { what: 'baseline', closed: false }, at: '' } as const;
    return { cases: [], unprovable: [{ operationId: operation.id, intent, because: start.because, blocks: true }] };
  }
  const context: StrategyContext = { operation, workshop, ...start, expiredCredentials: options.expiredCredentials };
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
function startOf(workshop: Workshop, operation: Operation): Pick<StrategyContext, 'baseline' | 'body'> | { readonly because: string } {
  const parameters: ParameterDraft[] = [];
  for (const parameter of operation.parameters) {
    if (!parameter.required) continue;
    const value = draftValue(workshop, operation, parameter);
    if (!value) return { because: `No valid value could be made for the required ${parameter.in} parameter ${parameter.name}; give the description an example.` };
    parameters.push({ in: parameter.in, name: parameter.name, value });
  }
  const body = bodyOf(workshop, operation);
  if (body && 'because' in body) return body;
  const baseline: RequestDraft = {
    method: operation.method, path: operation.path, parameters, credentials: 'owner',
    ...(body && { body: { kind: 'value', mediaType: body.mediaType, value: body.value } }),
  };
  return { baseline, body };
}

/** A path names something that exists, so its values are found while running, unless the schema lists all there are. */
function draftValue(workshop: Workshop, operation: Operation, parameter: Parameter): DraftValue | undefined {
  const schema = flatSchema(workshop, parameter.schema?.schema);
  const listed = Array.isArray(schema['enum']) || schema['const'] !== undefined || schema['type'] === 'boolean';
  if (parameter.in === 'path' && !listed) return { capture: captureKeyFor(operation, parameter) };
  const value = parameterValue(workshop, parameter);
  return value === undefined ? undefined : { literal: value };
}

function bodyOf(workshop: Workshop, operation: Operation): BodyContext | { readonly because: string } | undefined {
  const described = operation.requestBody;
  if (!described) return undefined;
  const media = chosen([...described.content.values()]);
  if (!media?.schema) return described.required ? { because: 'The request body has no schema in a media type that can be written.' } : undefined;
  const { pointer, schema } = media.schema;
  const example = media.examples.find(({ value }) => isValid(workshop, pointer, value))?.value;
  const value: Json | undefined = example ?? sampleAt(workshop, pointer, schema);
  if (value === undefined) return described.required ? { because: 'No valid request body could be made from its schema; give the description an example.' } : undefined;
  return {
    described, mediaType: media.range, schema: { pointer, schema: schema as Json }, value,
    at: `/requestBody/${media.range.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    isJson: isJson(media.range.includes('*') ? 'application/json' : media.range),
  };
}

/** JSON before all others. */
function chosen(media: readonly MediaType[]): MediaType | undefined {
  const writable = media.filter(({ range, schema }) => schema !== undefined && canWrite(range));
  return writable.find(({ range }) => isJson(range)) ?? writable[0];
}
