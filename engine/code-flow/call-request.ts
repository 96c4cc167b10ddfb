import type { BodyDraft, ParameterDraft } from '../../model/case.ts';
import type { Description, Operation, ParameterLocation } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import type { WireRequest } from '../../model/target.ts';
import { serialise } from '../../generate/wire/serialise.ts';
import { FlowBroken } from '../flow/step-ending.ts';

/** Values for the parts of a call. */
export interface CallGiven {
  readonly path?: Readonly<Record<string, Json | undefined>>;
  readonly query?: Readonly<Record<string, Json | undefined>>;
  readonly headers?: Readonly<Record<string, Json | undefined>>;
  readonly body?: Json;
}

/** The request of a call, written as the description says. A name that it does not have is a slip of the flow. */
export function callRequest(id: string, given: CallGiven, description: Description): WireRequest {
  const operation = description.operations.find((each) => each.id === id);
  if (!operation) throw new FlowBroken(`It called the operation ${id}; the description has: ${description.operations.map((each) => each.id).join(', ')}.`);
  const parameters = [...drafts('path', given.path, operation), ...drafts('query', given.query, operation), ...drafts('header', given.headers, operation)];
  const body = bodyOf(operation, given.body);
  const wire = serialise({ method: operation.method, path: operation.path, parameters, credentials: 'owner', ...(body && { body }) }, operation, new Map());
  if (!wire.ok) throw new FlowBroken(`It called ${id}. ${wire.problems[0].what}`);
  return wire.value;
}

function drafts(location: ParameterLocation, values: Readonly<Record<string, Json | undefined>> | undefined, { id, parameters }: Operation): readonly ParameterDraft[] {
  return Object.entries(values ?? {}).flatMap(([name, literal]) => {
    const known = parameters.filter((each) => each.in === location);
    const found = known.find((each) => each.name === name || (location === 'header' && each.name.toLowerCase() === name.toLowerCase()));
    if (!found) throw new FlowBroken(`It called ${id} with the ${location} parameter ${name}; described are: ${known.map((each) => each.name).join(', ') || 'none'}. What is not described is sent with api.`);
    return literal === undefined ? [] : [{ in: location, name: found.name, value: { literal } }];
  });
}

function bodyOf({ requestBody }: Operation, value: Json | undefined): BodyDraft | undefined {
  if (value === undefined) return undefined;
  const ranges = [...(requestBody?.content.keys() ?? [])];
  return { kind: 'value', mediaType: ranges.find((range) => /[/+]json\b/.test(range)) ?? ranges[0] ?? 'application/json', value };
}
