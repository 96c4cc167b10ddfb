import type { Description, MediaType, Operation } from '../../model/description.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { swaggerSchema } from './swagger-schema.ts';

/** One answer that both are to judge. */
export interface Asked {
  readonly operation: Operation;
  /** The status that was answered, and the media type that it came in, as far as they are documented. */
  readonly status: number;
  readonly mediaType?: MediaType;
}

/** A description as Dredd can use it. */
export interface Projection {
  readonly swagger: JsonObject;
  /** Keywords that Dredd does not see, by operationId. */
  readonly lost: ReadonlyMap<string, readonly string[]>;
}

/**
 * The operations that were answered, as Swagger 2.0: one status and one media type each. Dredd validates JSON Schema
 * there; of OpenAPI 3 it compares only the keys of an example.
 */
export function projectToSwagger(description: Description, asked: readonly Asked[]): Projection {
  const paths: Record<string, Record<string, Json>> = {};
  const lost = new Map<string, readonly string[]>();
  for (const { operation, status, mediaType } of asked) {
    const body = mediaType?.schema && swaggerSchema(description, mediaType.schema.pointer, mediaType.schema.schema);
    lost.set(operation.id, [...(body?.lost ?? [])]);
    (paths[operation.path] ??= {})[operation.method] = {
      operationId: operation.id, summary: operation.id,
      ...(mediaType && { produces: [mediaType.range.split(';')[0]?.trim() ?? mediaType.range] }),
      // Each request is sent as ours was; these values only let the path be written.
      parameters: [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => ({ name, in: 'path', required: true, type: 'string', 'x-example': 'x' })),
      responses: { [status]: { description: 'as it was answered', ...(body && { schema: body.schema }) } },
    };
  }
  return { swagger: { swagger: '2.0', info: { title: description.title, version: description.version }, paths }, lost };
}
