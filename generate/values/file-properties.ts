import type { Encoding } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { flatSchema, propertiesIn } from './flat-schema.ts';
import type { Workshop } from './workshop.ts';

/** The properties of a multipart body that are files: binary by their schema, or by a media type that is no text. */
export function fileProperties(workshop: Workshop, schema: Json, encoding: ReadonlyMap<string, Encoding>): readonly string[] {
  return propertiesIn(workshop, flatSchema(workshop, schema)).flatMap(([name, property]) => {
    const own = flatSchema(workshop, property);
    const item = isObject(own['items']) ? flatSchema(workshop, own['items']) : own;
    return isBinary(item) || isForFiles(encoding.get(name)?.contentType) ? [name] : [];
  });
}

/** OpenAPI 3.0 names a format; since 3.1 a media type without an encoding in text says it. */
function isBinary(schema: Readonly<Record<string, Json>>): boolean {
  return schema['format'] === 'binary' || (typeof schema['contentMediaType'] === 'string' && schema['contentEncoding'] === undefined && isForFiles(schema['contentMediaType']));
}

function isForFiles(mediaType: string | undefined): boolean {
  return mediaType !== undefined && !/^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|application\/x-www-form-urlencoded)/i.test(mediaType.trim());
}
