import type { JsonObject, JsonPointer } from '../../model/json.ts';
import type { StepParameter } from './document.ts';
import type { Complain } from './fault.ts';
import { knownFields, objectsOf, requiredText } from './fields.ts';
import { reusable } from './reusables.ts';
import { readTemplate } from './template.ts';

/** Where a parameter may stand; `calls-workflow`: it is an input of a workflow and has no place. */
export type ParameterPlace = 'operation' | 'calls-workflow' | 'either';

const places = ['path', 'query', 'header', 'cookie'] as const;

/** Reads the parameters of a step, an action or a workflow, references followed. */
export function readParameters(holder: JsonObject, pointer: JsonPointer, place: ParameterPlace, document: JsonObject, complain: Complain): readonly StepParameter[] {
  const found = objectsOf(holder, 'parameters', pointer, complain).flatMap(([value, at]) => {
    const real = reusable(value, at, 'parameters', document, complain);
    const parameter = real && readParameter(real.value, real.pointer, place, at, complain);
    if (!real || !parameter) return [];
    return real.override ? [{ ...parameter, value: readTemplate(real.override.value, real.override.pointer, complain) }] : [parameter];
  });
  const seen = new Set<string>();
  for (const parameter of found) {
    const key = keyOf(parameter);
    if (seen.has(key)) complain(parameter.pointer, `The parameter ${JSON.stringify(parameter.name)} is given twice.`, 'Leave one of them out.');
    seen.add(key);
  }
  return found;
}

/** What makes two parameters the same: name and place; header fields are named without regard to case. */
export function keyOf({ name, in: location }: Pick<StepParameter, 'name' | 'in'>): string {
  return `${location ?? ''} ${location === 'header' ? name.toLowerCase() : name}`;
}

/** Reads one Parameter Object; `used` is where it is used, which tells whether it needs a place. */
export function readParameter(value: JsonObject, pointer: JsonPointer, place: ParameterPlace, used: JsonPointer, complain: Complain): StepParameter | undefined {
  knownFields(value, ['name', 'in', 'value'], pointer, complain);
  const name = requiredText(value, 'name', pointer, complain);
  const location = places.find((each) => each === value['in']);
  if (value['in'] === 'querystring') complain(`${pointer}/in`, 'A parameter that is the whole query string is not supported.', 'Give each parameter of the query by its name.');
  else if (value['in'] !== undefined && !location) complain(`${pointer}/in`, `There is no place ${JSON.stringify(value['in'])} for a parameter.`, `Known are ${places.join(', ')}.`);
  else if (!location && place === 'operation') complain(used, `The parameter ${JSON.stringify(name)} has no "in", so nobody knows where it goes.`, `Add one of ${places.join(', ')}.`);
  if (value['value'] === undefined) {
    complain(pointer, `The parameter ${JSON.stringify(name)} has no value.`);
    return undefined;
  }
  return { name, in: location, value: readTemplate(value['value'], `${pointer}/value`, complain), pointer: used };
}
