import type { Description } from '../../model/description.ts';
import type { HeaderFields } from '../../model/exchange.ts';
import type { WireRequest } from '../../model/target.ts';
import type { MatchedOperation } from '../../spec/operation-for.ts';
import { addressed } from '../addressed.ts';

/** A request as the model server sees it. */
export interface Call {
  readonly method: string;
  /** Without the query, percent-encoded. */
  readonly path: string;
  /** Name decoded, value as it stood on the wire. */
  readonly query: readonly (readonly [name: string, raw: string])[];
  readonly headers: HeaderFields;
  readonly body?: Uint8Array;
  readonly matched?: MatchedOperation;
}

/** Takes a request apart. HEAD is matched as the GET that it mirrors, where it is not declared itself. */
export function callOf(description: Description, { method, path, headers, body }: WireRequest): Call {
  const cut = path.indexOf('?');
  const own = cut < 0 ? path : path.slice(0, cut);
  const matched = addressed(description, { method, path, headers }) ?? (method === 'HEAD' ? addressed(description, { method: 'GET', path, headers }) : undefined);
  const query = (cut < 0 ? '' : path.slice(cut + 1)).split('&').filter((part) => part !== '').map((part) => {
    const at = part.indexOf('=');
    return [decoded(at < 0 ? part : part.slice(0, at)), at < 0 ? '' : part.slice(at + 1)] as const;
  });
  return { method, path: own, query, headers, ...(body && body.length > 0 && { body }), ...(matched && { matched }) };
}

/** A header field of a call. */
export function fieldIn({ headers }: Pick<Call, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** Cookies in order, values as they stood on the wire. */
export function cookiesIn({ headers }: Pick<Call, 'headers'>): readonly (readonly [name: string, raw: string])[] {
  return headers.filter(([name]) => name.toLowerCase() === 'cookie').flatMap(([, text]) => text.split(/;\s*/)).filter((part) => part !== '').map((part) => {
    const at = part.indexOf('=');
    return [decoded(at < 0 ? part : part.slice(0, at)), at < 0 ? '' : part.slice(at + 1)] as const;
  });
}

/** Percent-decoded; what is not encoded well stays what it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
