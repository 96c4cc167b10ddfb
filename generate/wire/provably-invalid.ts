import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { headerText, pathText, queryParts } from './parameter-text.ts';
import { readingsOf } from './readings-of.ts';
import { isAnotherPath, isFieldValue } from './serialise.ts';

/** Whether a value is invalid however it is read, or why that cannot be said. */
export type Proof = { readonly proven: true } | { readonly proven: false; readonly because: string };

/** What the schema of a parameter says of what is read. */
export interface Reader {
  /** Whether somebody may hold this to be valid. */
  allows(reading: Json): boolean;
  /** Whether the schema lets objects be sent. */
  takesObjects(): boolean;
}

/** Holds a broken value against every way in which a legal server may read its wire form. What is not proven is not sent. */
export function provablyInvalid(parameter: Parameter, value: Json, reader: Reader): Proof {
  if (!parameter.schema) return unproven('the parameter has no schema');
  const changed = changedOnTheWay(parameter, value, reader);
  return changed === undefined ? noneAllowed(servedReadings(parameter, value), (reading) => reader.allows(reading), parameter.required) : unproven(changed);
}

function* servedReadings(parameter: Parameter, value: Json): Iterable<Json | undefined> {
  yield* readingsOf(parameter, value);
  yield* shallowReadings(parameter, value);
}

/** deepObject has a form for one level; a name with more brackets is one that nobody has declared, and may be passed over. */
function* shallowReadings({ style, mediaType }: Parameter, value: Json): Iterable<Json | undefined> {
  if (style !== 'deepObject' || mediaType !== undefined || value === null || typeof value !== 'object') return;
  const members = Object.entries(value) as readonly (readonly [string, Json])[];
  const flat = members.filter(([, each]) => !isRecord(each));
  if (flat.length < members.length) yield flat.length === 0 ? undefined : Object.fromEntries(flat);
}

/** Whether nothing that may be read is allowed. */
export function noneAllowed(readings: Iterable<Json | undefined>, allows: Reader['allows'], isRequired: boolean): Proof {
  for (const reading of readings) {
    if (reading === undefined) {
      if (!isRequired) return unproven('on the wire it looks as if it were left out, which is allowed');
    } else if (isInexact(reading)) {
      return unproven('numbers beyond 2^53 are not read as they were sent');
    } else if (allows(reading)) {
      return unproven(`a server may read ${JSON.stringify(reading).slice(0, 60)}, which is allowed`);
    }
  }
  return { proven: true };
}

function changedOnTheWay(parameter: Parameter, value: Json, reader: Reader): string | undefined {
  if (isBrokenText(value)) return 'half a character of UTF-16 cannot be sent';
  const object = isRecord(value);
  const whole = parameter.mediaType !== undefined;
  switch (parameter.in) {
    case 'path':
      return isAnotherPath(pathText(parameter, value)) ? 'in a path it would address something else' : undefined;
    case 'header':
      return isFieldValue(headerText(parameter, value)) ? undefined : 'a header field cannot carry it unchanged';
    case 'query':
    case 'cookie':
      if (whole) return undefined;
      if (parameter.style === 'deepObject' && !object) return 'deepObject has a form for objects only, and whatever else is sent is a parameter that is not declared';
      if (parameter.style === 'form' && parameter.explode) {
        if (object) return 'its properties are parameters of their own, and OpenAPI does not forbid additional ones';
        if (reader.takesObjects()) return 'an object would be sent as parameters of its own, and whatever else is sent is one that is not declared';
        if (parameter.in === 'cookie' && Array.isArray(value)) return 'of several cookies with one name a server may see one';
      }
      return parameter.in === 'query' && queryParts(parameter, value).length === 0 ? 'nothing of it would be sent' : undefined;
  }
}

/** Whether a number in it is another one once it has been read. */
function isInexact(value: Json): boolean {
  if (typeof value === 'number') return !Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER;
  return value !== null && typeof value === 'object' && Object.values(value).some((each) => isInexact(each as Json));
}

function isBrokenText(value: Json): boolean {
  if (typeof value === 'string') return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value);
  return value !== null && typeof value === 'object' && Object.entries(value).some(([name, each]) => isBrokenText(name) || isBrokenText(each as Json));
}

function isRecord(value: Json): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function unproven(because: string): Proof {
  return { proven: false, because };
}
