import type { Operation, Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { flatSchema } from '../../generate/values/flat-schema.ts';
import type { Workshop } from '../../generate/values/workshop.ts';
import type { Call } from './call.ts';
import type { Issue } from './issue.ts';
import type { BodyReading } from './read-body.ts';
import { readBody } from './read-body.ts';
import { typedValues } from './typed-values.ts';
import type { WireForm } from './wire-form.ts';
import { wireForms } from './wire-form.ts';

/** A request as the server understands it. */
export interface Understood {
  readonly issues: readonly Issue[];
  /** The parameters that were sent, by `in name`. */
  readonly parameters: ReadonlyMap<string, Json>;
  readonly body: BodyReading;
}

/** Reads a request as kindly as a legal server may: what has any allowed reading is allowed. */
export function understand(shop: Workshop, operation: Operation, call: Call): Understood {
  const issues: Issue[] = [];
  const parameters = new Map<string, Json>();
  for (const parameter of operation.parameters) {
    const forms = wireForms(parameter, call, namesIn(shop, parameter));
    const present = forms.filter((form) => !isNothing(form));
    if (present.length === 0 && (forms.length === 0 || !parameter.allowEmptyValue)) {
      // An empty text may be a value as well as nothing.
      const empty = forms.length > 0 ? judged(shop, parameter, forms) : undefined;
      if (empty && empty.issues.length === 0) parameters.set(`${parameter.in} ${parameter.name}`, empty.value);
      else if (parameter.required) issues.push({ part: parameter.in, keyword: 'missing', place: parameter.pointer });
      else if (empty) issues.push(...empty.issues);
      continue;
    }
    if (present.length === 0) continue;
    const found = judged(shop, parameter, present);
    issues.push(...found.issues);
    parameters.set(`${parameter.in} ${parameter.name}`, found.value);
  }
  const body = readBody(shop, operation, call);
  return { issues: [...issues, ...body.issues], parameters, body };
}

function judged(shop: Workshop, parameter: Parameter, forms: readonly WireForm[]): { readonly value: Json; readonly issues: readonly Issue[] } {
  const { schema } = parameter;
  const values = typedValues(shop, schema?.schema, forms);
  const [likeliest = null] = values;
  if (!schema) return { value: likeliest, issues: [] };
  const allowed = values.find((value) => shop.schemas.validates(schema.pointer, value));
  if (allowed !== undefined) return { value: allowed, issues: [] };
  return { value: likeliest, issues: shop.schemas.errors(schema.pointer, likeliest).map(({ keyword, place }) => ({ part: parameter.in, keyword, place })) };
}

function isNothing(form: WireForm): boolean {
  return form.kind === 'text' ? form.text === '' : form.kind === 'list' ? form.items.every((item) => item === '') : form.kind === 'members' ? Object.keys(form.members).every((name) => name === '') : form.text === '';
}

/** The properties that an exploded object would have as parameters of their own. */
function namesIn(shop: Workshop, { schema, explode, style }: Parameter): readonly string[] {
  if (!explode || style !== 'form' || !schema) return [];
  const { properties } = flatSchema(shop, schema.schema);
  return isObject(properties) ? Object.keys(properties) : [];
}
