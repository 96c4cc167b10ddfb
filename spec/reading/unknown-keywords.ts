import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { getAt } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import { findSchemas } from '../schemas/find-schemas.ts';
import type { Complaint } from './lint.ts';
import type { Source } from './source.ts';

export type Version = '2.0' | '3.0' | '3.1' | '3.2';

/** Keywords of JSON Schema that OpenAPI 3.0 left out; an author who uses them means what they say. */
const later = new Set([
  'const', 'examples', 'patternProperties', 'propertyNames', 'if', 'then', 'else', 'contains', 'prefixItems', 'dependentRequired', 'dependentSchemas',
  'unevaluatedProperties', 'unevaluatedItems', 'contentMediaType', 'contentEncoding', 'contentSchema', '$comment', '$defs', 'definitions', '$id', 'id', '$schema', '$anchor',
  'additionalItems', 'dependencies', 'minContains', 'maxContains',
]);
/** What came with 3.0, and is written in 2.0 all the same; also in parameters and headers, which are their own schemas there. */
const sinceThree = new Set([...later, 'oneOf', 'anyOf', 'not', 'nullable', 'deprecated', 'writeOnly', 'readOnly', 'example', 'title']);

interface Where {
  readonly version: Version;
  /** What was written, with what it refers to. */
  readonly document: JsonObject;
  standing(source: Source, pointer: JsonPointer): JsonPointer;
  /** Where schemas stand, if it is known. */
  readonly schemas: ReadonlySet<JsonPointer> | undefined;
}

/** Tells the complaints about keywords that this version does not know, and that do no harm. */
export function unknownKeywords({ version, document, standing, schemas = schemasOfSwagger(document) }: Where): (complaint: Complaint) => boolean {
  return ({ rule, message, source, pointer }) => {
    if (rule !== 'struct' || !message.includes('is not expected here')) return false;
    const cut = pointer.lastIndexOf('/');
    const keyword = pointer.slice(cut + 1);
    const holder = standing(source, pointer.slice(0, cut));
    if (version === '2.0') return sinceThree.has(keyword) && (schemas.has(holder) || isItsOwnSchema(document, holder));
    return schemas.has(holder) && (version !== '3.0' || later.has(keyword));
  };
}

/** Definitions stand where no later version has schemas. */
function schemasOfSwagger(document: JsonObject): ReadonlySet<JsonPointer> {
  const found = findSchemas({ ...document, components: { schemas: document['definitions'] ?? {} } });
  return new Set([...found].map((pointer) => pointer.replace(/^\/components\/schemas\//, '/definitions/')));
}

function isItsOwnSchema(document: JsonObject, pointer: JsonPointer): boolean {
  const value = getAt(document, pointer);
  return isObject(value) && typeof value['type'] === 'string';
}
