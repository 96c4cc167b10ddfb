import type { Json, JsonObject, JsonPointer, Schema } from './json.ts';
import type { Place } from './problem.ts';

/** The OpenAPI document with what it references, read once and frozen. */
export interface Description {
  readonly title: string;
  readonly version: string;
  /** Decides how schemas are read: 3.0 is translated, 3.1 is JSON Schema 2020-12. */
  readonly dialect: '3.0' | '3.1';
  /** File name or URL as the user gave it; `calico-enterprise` for the built-in contract. */
  readonly source: string;
  /** SHA-256 of the entry document's raw bytes, lower-case hex. */
  readonly digest: string;
  /** SHA-256 over the bundled document; equal for equal content however it was spread over files. */
  readonly bundledDigest: string;
  /** External files bundled in; `$ref`s are kept, so cycles stay references. */
  readonly document: JsonObject;
  readonly operations: readonly Operation[];
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  /** Server URLs as written; relative ones unresolved. */
  readonly servers: readonly string[];
  /** What was passed over and why, such as `webhooks`. */
  readonly notices: readonly Notice[];
  /**
   * Where the user wrote what stands at a pointer into `document`: another version of OpenAPI, another file or an overlay
   * may be between. Absent: it stands where it was written.
   */
  readonly origin?: Origin;
}

/** The way back from the bundled document to what the user wrote. */
export interface Origin {
  /** File, pointer, line and column. The text is read again for that, so this is for problems. */
  place(pointer: JsonPointer): Place;
  /** A pointer into the entry, or `file#pointer`. */
  short(pointer: JsonPointer): string;
}

/** Something the reader of a report should know that is neither a finding nor a problem. */
export interface Notice {
  readonly code: string;
  readonly what: string;
  readonly where?: Place;
}

/** How well a part of the description is grounded, strongest first. */
export type Provenance = 'documented' | 'platform' | 'assumed';

export type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

/** One method on one path. */
export interface Operation {
  /** `operationId`, or `method path` made into a word where none is given; unique. */
  readonly id: string;
  readonly method: HttpMethod;
  /** The path template, such as `/users/{user_id}`. */
  readonly path: string;
  /** Where it stands in the bundled document. */
  readonly pointer: JsonPointer;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  /** Keys as written: `200`, `4XX`, `default`. */
  readonly responses: ReadonlyMap<string, ResponseDescription>;
  /** Alternatives; any one suffices. Empty: no credentials are needed. An empty alternative: optional. */
  readonly security: readonly SecurityRequirement[];
  /** Changes nothing by meaning: GET, HEAD, OPTIONS, or marked `x-safe: true`. */
  readonly safe: boolean;
  readonly provenance: Provenance;
}

/** Scheme name to scopes; all of them together. */
export type SecurityRequirement = ReadonlyMap<string, readonly string[]>;

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';
export type ParameterStyle =
  | 'matrix' | 'label' | 'simple' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

/** One parameter, `$ref` followed, defaults of `style` and `explode` filled in. */
export interface Parameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  /** Absent only when the parameter is described by nothing at all. */
  readonly schema?: SchemaAt;
  /** Set when the parameter uses `content`: its value is serialised in this media type. */
  readonly mediaType?: string;
  readonly examples: readonly Example[];
  /** Only the server can know a valid value, such as a cursor. */
  readonly serverIssued?: true;
  readonly pointer: JsonPointer;
  readonly provenance: Provenance;
}

/** A schema and where it stands in the bundled document, so that it can be compiled by reference. */
export interface SchemaAt {
  readonly pointer: JsonPointer;
  readonly schema: Schema;
}

/** An example with its name; `example` alone is named `example`. */
export interface Example {
  readonly name: string;
  readonly value: Json;
}

export interface RequestBody {
  readonly required: boolean;
  readonly content: ReadonlyMap<string, MediaType>;
  readonly pointer: JsonPointer;
}

export interface MediaType {
  /** As written, such as `application/json; charset=utf-8` or `application/*`. */
  readonly range: string;
  readonly schema?: SchemaAt;
  readonly examples: readonly Example[];
  readonly encoding: ReadonlyMap<string, Encoding>;
  readonly pointer: JsonPointer;
}

export interface Encoding {
  readonly contentType?: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** One entry of `responses`, `$ref` followed. */
export interface ResponseDescription {
  readonly key: string;
  readonly headers: ReadonlyMap<string, HeaderDescription>;
  readonly content: ReadonlyMap<string, MediaType>;
  readonly links: readonly Link[];
  readonly pointer: JsonPointer;
  readonly provenance: Provenance;
}

export interface HeaderDescription {
  /** As written; compare without regard to case. */
  readonly name: string;
  readonly required: boolean;
  readonly explode: boolean;
  readonly schema?: SchemaAt;
  readonly mediaType?: string;
  readonly pointer: JsonPointer;
  readonly provenance: Provenance;
}

/** An OpenAPI link: which operation's parameters this response can supply. */
export interface Link {
  readonly name: string;
  readonly operationId: string;
  /** Parameter name (perhaps `path.id`) to runtime expression or literal. */
  readonly parameters: ReadonlyMap<string, Json>;
}

export type SecurityScheme =
  | { readonly kind: 'apiKey'; readonly name: string; readonly in: 'query' | 'header' | 'cookie' }
  | { readonly kind: 'basic' }
  | { readonly kind: 'bearer' }
  | { readonly kind: 'oauth2' | 'openIdConnect' }
  | { readonly kind: 'mutualTLS' }
  | { readonly kind: 'other'; readonly scheme: string };
