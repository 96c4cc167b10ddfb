import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import type { Operation } from '../../model/description.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import { isObject, resolve } from '../resolve-reference.ts';

/** Names under `security` that no security scheme has, and where they stand. */
export function unknownSchemes(document: JsonObject, operations: readonly Operation[]): readonly { readonly name: string; readonly pointer: JsonPointer }[] {
  const schemes = resolve(document, '/components/securitySchemes')?.node;
  const known = new Set(isObject(schemes) ? Object.keys(schemes) : []);
  return ['', ...operations.map(({ pointer }) => pointer)].flatMap((pointer) => {
    const security: Json | undefined = getAt(document, `${pointer}/security`);
    return (Array.isArray(security) ? (security as readonly Json[]) : []).flatMap((alternative, index) =>
      (isObject(alternative) ? Object.keys(alternative) : []).filter((name) => !known.has(name)).map((name) => ({ name, pointer: `${pointer}/security/${index}${formatPointer([name])}` })));
  });
}
