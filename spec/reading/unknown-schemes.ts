import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import { isObject, resolve } from '../resolve-reference.ts';
import type { OperationsRead } from './operations.ts';

/** Names under `security` that no security scheme has, and where they stand. */
export function unknownSchemes(document: JsonObject, { operations, leftOut }: Pick<OperationsRead, 'operations' | 'leftOut'>): readonly { readonly name: string; readonly pointer: JsonPointer }[] {
  const schemes = resolve(document, '/components/securitySchemes')?.node;
  const known = new Set(isObject(schemes) ? Object.keys(schemes) : []);
  return ['', ...[...operations, ...leftOut].map(({ pointer }) => pointer)].flatMap((pointer) => {
    const security: Json | undefined = getAt(document, `${pointer}/security`);
    return (Array.isArray(security) ? (security as readonly Json[]) : []).flatMap((alternative, index) =>
      (isObject(alternative) ? Object.keys(alternative) : []).filter((name) => !known.has(name) && !isAddress(name)).map((name) => ({ name, pointer: `${pointer}/security/${index}${formatPointer([name])}` })));
  });
}

/** Since 3.2 a scheme may be named by where it stands. */
function isAddress(name: string): boolean {
  return /[/#]/.test(name);
}
