/** A JSON value as `JSON.parse` gives it, never to be changed. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object, never to be changed. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** A JSON Pointer (RFC 6901): empty for the whole, otherwise it begins with a slash. */
export type JsonPointer = string;

/** A schema as it stands in the description, references unresolved. */
export type Schema = boolean | JsonObject;
