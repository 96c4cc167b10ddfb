import type { Description, Operation } from '../model/description.ts';
import type { HeaderFields } from '../model/exchange.ts';
import type { MatchedOperation } from '../spec/operation-for.ts';
import { operationFor } from '../spec/operation-for.ts';

/** The operation that a request addresses. Several that share a path are told apart by what stands after the `#` of their paths, which is a header field or a query parameter. */
export function addressed(description: Description, { method, path, headers }: { readonly method: string; readonly path: string; readonly headers: HeaderFields }): MatchedOperation | undefined {
  const [own = '', query = ''] = path.split('?');
  const found = operationFor(description, method, own);
  if (found) return found;
  const sharing = description.operations.filter((each) => each.path.includes('#') && each.path.split('#')[0] === own && each.method === method.toLowerCase());
  const operation = sharing.find((each) => isMeant(each, headers, query)) ?? sharing[0];
  return operation && { operation, pathValues: new Map() };
}

function isMeant({ path }: Operation, headers: HeaderFields, query: string): boolean {
  const [name = '', value = ''] = path.slice(path.indexOf('#') + 1).split('=');
  return headers.some(([field, text]) => field.toLowerCase() === name.toLowerCase() && text === value) || query.split('&').includes(`${name}=${value}`);
}
