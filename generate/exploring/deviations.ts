import type { Intent, RequestDraft } from '../../model/case.ts';
import type { Parameter } from '../../model/description.ts';
import type { Json, JsonPointer } from '../../model/json.ts';
import { parameterValue } from '../parameter-value.ts';
import { provenBodyFault, provableSites } from '../strategies/body-violation.ts';
import { provenParameterFault } from '../strategies/parameter-violation.ts';
import type { BodyContext } from '../strategy.ts';
import { parameterPointer, withBody, withoutParameter, withParameter } from '../strategy.ts';
import type { Site } from '../values/sites.ts';
import { isAlternative, sitesOf, valueAt, withSite } from '../values/sites.ts';
import type { Violation } from '../values/violations.ts';
import { violationsOf } from '../values/violations.ts';
import type { Workshop } from '../values/workshop.ts';
import type { RandomRequests } from './random-request.ts';

/** One way in which a request of an operation can break the description: a place and a keyword, or a parameter left out. */
export type Deviation =
  | { readonly kind: 'omitted'; readonly at: JsonPointer; readonly parameter: Parameter }
  | { readonly kind: 'parameter'; readonly at: JsonPointer; readonly parameter: Parameter; readonly site: Site; readonly violation: Violation }
  | { readonly kind: 'body'; readonly at: JsonPointer; readonly body: BodyContext; readonly site: Site; readonly violation: Violation };

/** Every way in which this request could be broken; which of them can be proven is seen when they are tried. */
export function* deviationsOf(workshop: Workshop, { operation, body }: Pick<RandomRequests, 'operation' | 'body'>, request: RequestDraft): Iterable<Deviation> {
  for (const parameter of operation.parameters) {
    const { schema } = parameter;
    const value = valueOf(workshop, request, parameter);
    const at = parameterPointer(parameter);
    if (value === undefined) continue;
    if (parameter.required && parameter.in !== 'path') yield { kind: 'omitted', at, parameter };
    if (!schema || parameter.serverIssued === true) continue;
    for (const site of sitesOf(workshop, schema.schema as Json)) {
      for (const violation of violationsAt(workshop, schema.schema as Json, value, site)) yield { kind: 'parameter', at: `${at}${site.at}`, parameter, site, violation };
    }
  }
  const { body: draft } = request;
  if (!body || draft?.kind !== 'value') return;
  for (const site of provableSites(workshop, body)) {
    for (const violation of violationsAt(workshop, body.schema.schema, draft.value, site)) {
      if (violation.keyword !== 'type' || !isAlternative(site)) yield { kind: 'body', at: `${body.at}${site.at}`, body, site, violation };
    }
  }
}

/** The same deviation of another request, where it has one. */
export function sameIn(workshop: Workshop, requests: Pick<RandomRequests, 'operation' | 'body'>, request: RequestDraft, wanted: Deviation): Deviation | undefined {
  for (const each of deviationsOf(workshop, requests, request)) {
    if (each.kind === wanted.kind && each.at === wanted.at && keywordOf(each) === keywordOf(wanted)) return each;
  }
  return undefined;
}

/** The request with this one fault, which every reading of the wire has; undefined when no value is proven to be one. The first of `values` that is goes. */
export function withFault(workshop: Workshop, request: RequestDraft, deviation: Deviation, values: readonly Json[]): { readonly request: RequestDraft; readonly intent: Intent } | undefined {
  const { at } = deviation;
  if (deviation.kind === 'omitted') return { request: withoutParameter(request, deviation.parameter), intent: { kind: 'invalid', keyword: 'required', at } };
  const { site } = deviation;
  const violation = { ...deviation.violation, values };
  const intent: Intent = { kind: 'invalid', keyword: keywordOf(deviation), at, ...(violation.advisory === true && { advisory: true }) };
  if (deviation.kind === 'parameter') {
    const value = valueOf(workshop, request, deviation.parameter);
    const broken = value === undefined ? undefined : provenParameterFault(workshop, deviation.parameter, value, site, violation);
    return broken === undefined || 'because' in broken || isAnotherResource(workshop, deviation.parameter, broken.value) ? undefined : { request: withParameter(request, deviation.parameter, broken.value), intent };
  }
  if (request.body?.kind !== 'value') return undefined;
  const broken = provenBodyFault(workshop, deviation.body, request.body.value, site, violation);
  return 'because' in broken ? undefined : { request: withBody(request, deviation.body.mediaType, broken.value), intent };
}

/** What chance writes into a path may be the fixed part of another one. */
function isAnotherResource({ description }: Workshop, parameter: Parameter, value: Json): boolean {
  return parameter.in === 'path' && description.operations.some(({ path }) => path.toLowerCase().split('/').includes(String(value).toLowerCase()));
}

function keywordOf(deviation: Deviation): string {
  if (deviation.kind === 'omitted') return 'required';
  const { keyword, label } = deviation.violation;
  return label === '' ? keyword : `${keyword}/${label}`;
}

/** What can be broken at a place, where the value has this place as it is. */
function* violationsAt(workshop: Workshop, schema: Json, value: Json, site: Site): Iterable<Violation> {
  const base = valueAt(value, site.path);
  if (base === undefined || withSite(workshop, value, schema, site) !== value) return;
  yield* violationsOf(workshop, site.schema, base);
}

/** What a parameter is sent with; what a path is sent with is found while running, and stands here for what is usual. */
function valueOf(workshop: Workshop, request: RequestDraft, parameter: Parameter): Json | undefined {
  const draft = request.parameters.find((each) => each.in === parameter.in && each.name === parameter.name);
  if (!draft) return undefined;
  return 'literal' in draft.value ? draft.value.literal : parameterValue(workshop, parameter);
}
