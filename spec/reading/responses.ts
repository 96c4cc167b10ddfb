import type { HeaderDescription, Link, Provenance, ResponseDescription } from '../../model/description.ts';
import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { isObject, pointerOf } from '../resolve-reference.ts';
import { contentOf, schemaAt } from './content.ts';
import type { Part } from './parts.ts';
import { entriesOf, own, provenanceOf, text } from './parts.ts';

/** Ids of all operations by where they stand. */
export type OperationIds = ReadonlyMap<JsonPointer, string>;

/** One response with its headers, media types and links. */
export function responseOf(document: JsonObject, key: string, { value, pointer }: Part, inherited: Provenance, ids: OperationIds): ResponseDescription {
  const provenance = provenanceOf(value) ?? inherited;
  return {
    key, pointer, provenance,
    headers: new Map(entriesOf(document, `${pointer}/headers`).map(([name, header]) => [name, headerOf(document, name, header, provenance)] as const)),
    content: contentOf(document, value, pointer),
    links: entriesOf(document, `${pointer}/links`).flatMap(([name, link]) => linkOf(name, link.value, ids) ?? []),
  };
}

function headerOf(document: JsonObject, name: string, { value, pointer }: Part, inherited: Provenance): HeaderDescription {
  const [media] = contentOf(document, value, pointer).values();
  const schema = schemaAt(value, pointer) ?? media?.schema;
  return {
    name, pointer, required: value['required'] === true, explode: value['explode'] === true, provenance: provenanceOf(value) ?? inherited,
    ...(schema && { schema }), ...(media && { mediaType: media.range }),
  };
}

/** A link names its operation by id, or by where it stands; one that leads to no operation is none. */
function linkOf(name: string, value: JsonObject, ids: OperationIds): Link | undefined {
  const reference = text(value, 'operationRef');
  const operationId = text(value, 'operationId') ?? (reference === undefined ? undefined : ids.get(pointerOf(reference) ?? ''));
  const parameters = own(value, 'parameters');
  if (operationId === undefined) return undefined;
  return { name, operationId, parameters: new Map(isObject(parameters) ? Object.entries(parameters) : []) };
}
