import type { BodyDraft, ParameterDraft } from '../../model/case.ts';
import type { Operation, Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import type { WireRequest } from '../../model/target.ts';
import { scalarText } from '../../generate/wire/parameter-text.ts';
import { serialise } from '../../generate/wire/serialise.ts';
import type { Step, StepParameter } from '../../spec/arazzo/document.ts';
import { render } from '../../spec/arazzo/evaluate/render.ts';
import { replaced } from '../../spec/arazzo/evaluate/replaced.ts';
import type { Scope } from '../../spec/arazzo/evaluate/scope.ts';

/** A request ready for the wire, with what expressions may ask of it. */
export interface OperationRequest {
  readonly wire: WireRequest;
  readonly path: ReadonlyMap<string, string>;
  readonly body: Json | undefined;
}

/** What a step sends, or in words why it cannot be sent. */
export function operationRequest(step: Step, operation: Operation, scope: Scope): OperationRequest | { readonly why: string } {
  const given = step.parameters.flatMap((parameter): readonly Given[] => (parameter.in === undefined ? [] : [{ ...parameter, in: parameter.in, found: render(parameter.value, scope) }]));
  const missing = given.find(({ found, in: location, name }) => found === undefined && (location === 'path' || described(operation, location, name)?.required === true));
  if (missing) return { why: `no value for the ${missing.in} parameter ${missing.name}` };
  const present = given.flatMap(({ found, ...parameter }) => (found === undefined ? [] : [{ parameter, found }]));
  const drafts = present.map(({ parameter: { name, in: location }, found }): ParameterDraft => ({ name: described(operation, location, name)?.name ?? name, in: location, value: { literal: found } }));
  // What the description does not know is sent all the same: the document says so.
  const own = drafts.filter(({ name, in: location }) => !described(operation, location, name)).map(undescribed);
  const body = bodyOf(step, operation, scope);
  const { headers, parameters } = contentTypeApart(drafts);
  const wire = serialise({ method: operation.method, path: operation.path, parameters, credentials: 'owner', headers, ...(body && { body: body.draft }) }, { ...operation, parameters: [...operation.parameters, ...own] }, new Map());
  if (!wire.ok) return { why: wire.problems[0].what };
  return { wire: wire.value, path: new Map(drafts.flatMap(({ name, in: location, value }) => (location === 'path' && 'literal' in value ? [[name, scalarText(value.literal)] as const] : []))), body: body?.value };
}

type Given = StepParameter & { readonly in: NonNullable<StepParameter['in']>; readonly found: Json | undefined };

function described({ parameters }: Operation, location: string, name: string): Parameter | undefined {
  return parameters.find((each) => each.in === location && (location === 'header' ? each.name.toLowerCase() === name.toLowerCase() : each.name === name));
}

/** OpenAPI leaves these fields to others than parameters, so they are sent as fields. */
const reservedFields = new Set(['accept', 'content-type', 'authorization']);

function contentTypeApart(drafts: readonly ParameterDraft[]): { readonly headers: readonly (readonly [string, string])[]; readonly parameters: readonly ParameterDraft[] } {
  const isReserved = ({ name, in: location }: ParameterDraft): boolean => location === 'header' && reservedFields.has(name.toLowerCase());
  return {
    headers: drafts.filter(isReserved).map(({ name, value }) => [name.toLowerCase(), 'literal' in value ? scalarText(value.literal) : '']),
    parameters: drafts.filter((draft) => !isReserved(draft)),
  };
}

/** The defaults of OpenAPI for a parameter of which it says nothing. */
function undescribed({ name, in: location }: ParameterDraft): Parameter {
  const form = location === 'query' || location === 'cookie';
  return { name, in: location, required: false, deprecated: false, allowReserved: false, allowEmptyValue: false, style: form ? 'form' : 'simple', explode: form, examples: [], pointer: '', provenance: 'assumed' };
}

function bodyOf({ requestBody }: Step, operation: Operation, scope: Scope): { readonly draft: BodyDraft; readonly value: Json | undefined } | undefined {
  if (!requestBody) return undefined;
  const { contentType, payload, replacements } = requestBody;
  const ranges = [...(operation.requestBody?.content.keys() ?? [])];
  const mediaType = contentType ?? ranges.find((range) => /[/+]json\b/.test(range)) ?? ranges[0] ?? 'application/json';
  const value = replaced(payload && render(payload.template, scope), replacements, scope);
  if (value === undefined) return undefined;
  const asItStands = payload?.kind === 'text' && typeof value === 'string';
  return { value, draft: asItStands ? { kind: 'text', mediaType, text: value } : { kind: 'value', mediaType, value } };
}
