import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import type { SchemaJudge } from '../../model/rule.ts';
import { headerText, pathText, queryParts } from './parameter-text.ts';
import { readingsOf } from './readings-of.ts';
import { isAnotherPath, isFieldValue } from './serialise.ts';

/** Whether a value is invalid however it is read, or why that cannot be said. */
export type Proof = { readonly proven: true } | { readonly proven: false; readonly because: string };

/** Holds a broken value against every way in which a legal server may read its wire form. What is not proven is not sent. */
export function provablyInvalid(parameter: Parameter, value: Json, schemas: SchemaJudge): Proof {
  const { schema } = parameter;
  if (!schema) return unproven('the parameter has no schema');
  const changed = changedOnTheWay(parameter, value);
  if (changed !== undefined) return unproven(changed);
  for (const reading of readingsOf(parameter, value)) {
    if (reading === undefined) {
      if (!parameter.required) return unproven('on the wire it looks as if the parameter were left out, which is allowed');
    } else if (schemas.errors(schema.pointer, reading).length === 0) {
      return unproven(`a server may read ${JSON.stringify(reading)?.slice(0, 60)}, which is allowed`);
    }
  }
  return { proven: true };
}

function changedOnTheWay(parameter: Parameter, value: Json): string | undefined {
  switch (parameter.in) {
    case 'path':
      return isAnotherPath(pathText(parameter, value)) ? 'in a path it would address something else' : undefined;
    case 'header':
      return isFieldValue(headerText(parameter, value)) ? undefined : 'a header field cannot carry it unchanged';
    case 'query':
      if (parameter.style === 'deepObject' && !isRecord(value)) return 'deepObject has a form for objects only, and whatever else is sent is a parameter that is not declared';
      if (parameter.style === 'form' && parameter.explode && isRecord(value)) return 'its properties are query parameters of their own, and OpenAPI does not forbid additional ones';
      return queryParts(parameter, value).length === 0 ? 'nothing of it would be sent' : undefined;
    case 'cookie':
      return undefined;
  }
}

function isRecord(value: Json): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function unproven(because: string): Proof {
  return { proven: false, because };
}
