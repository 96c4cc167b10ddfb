import * as fc from 'fast-check';
import type { ParameterDraft, RequestDraft } from '../../model/case.ts';
import type { Operation, Parameter } from '../../model/description.ts';
import type { Json, JsonPointer, Schema } from '../../model/json.ts';
import { startOf } from '../cases-of.ts';
import { parameterValue } from '../parameter-value.ts';
import type { BodyContext } from '../strategy.ts';
import { repaired } from '../values/repaired.ts';
import type { Workshop } from '../values/workshop.ts';
import { isValid } from '../values/workshop.ts';
import { canWrite } from '../wire/body-bytes.ts';
import { isFaithful } from '../wire/is-faithful.ts';
import { randomValues } from './random-value.ts';

/** Random requests of one operation, each of which keeps to the description. */
export interface RandomRequests {
  readonly operation: Operation;
  readonly body: BodyContext | undefined;
  readonly requests: fc.Arbitrary<RequestDraft>;
}

/** Parameters and bodies at random, whatever is optional half of the time; undefined when the description does not let a request be made. */
export function randomRequests(workshop: Workshop, operation: Operation): RandomRequests | undefined {
  const start = startOf(workshop, operation);
  if ('because' in start) return undefined;
  const { baseline, body } = start;
  const parameters = operation.parameters.map((parameter) => drafts(workshop, parameter, baseline));
  const bodies = body ? randomBodies(workshop, body) : fc.constant(undefined);
  const requests = fc.tuple(fc.tuple(...parameters), bodies).map(([all, value]): RequestDraft => ({
    ...baseline,
    parameters: all.filter((each) => each !== undefined),
    ...(baseline.body?.kind === 'value' && value !== undefined && { body: { ...baseline.body, value } }),
  }));
  return { operation, body, requests };
}

function drafts(workshop: Workshop, parameter: Parameter, baseline: RequestDraft): fc.Arbitrary<ParameterDraft | undefined> {
  const { in: location, name } = parameter;
  const usual = baseline.parameters.find((each) => each.in === location && each.name === name);
  // A path names something that is there, and only the server knows what it issues.
  if ((usual && 'capture' in usual.value) || parameter.serverIssued === true) return fc.constant(usual);
  const fallback = usual && 'literal' in usual.value ? usual.value.literal : parameterValue(workshop, parameter);
  const literals = fallback === undefined || !parameter.schema ? undefined
    : valid(workshop, parameter.schema, fallback, (value) => isFaithful(parameter, value));
  if (!literals) return fc.constant(usual);
  const present = literals.map((literal): ParameterDraft => ({ in: location, name, value: { literal } }));
  return parameter.required || location === 'path' ? present : fc.option(present, { nil: undefined, freq: 2 });
}

function randomBodies(workshop: Workshop, { schema, value, mediaType }: BodyContext): fc.Arbitrary<Json> {
  const random = valid(workshop, schema, value, (each) => canWrite(mediaType, each));
  return fc.oneof({ withCrossShrink: true }, { weight: 5, arbitrary: random }, { weight: 1, arbitrary: fc.constant(value) });
}

/** What chance did not get right is mended, and what cannot be mended is the usual value. */
function valid(workshop: Workshop, { pointer, schema }: { readonly pointer: JsonPointer; readonly schema: Schema | Json }, usual: Json, suits: (value: Json) => boolean): fc.Arbitrary<Json> {
  const fits = (value: Json): boolean => suits(value) && isValid(workshop, pointer, value);
  return randomValues(workshop, schema as Json).map((value) => {
    if (fits(value)) return value;
    const better = repaired(workshop, pointer, schema, value);
    return better !== undefined && fits(better) ? better : usual;
  });
}
