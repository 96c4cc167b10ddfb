import type { HeaderFields } from '../../model/exchange.ts';

/** An answer of any client, in one shape. */
export interface SeenAnswer {
  readonly method: string;
  /** Path, without query. */
  readonly path: string;
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: string;
}

type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;
type AsText = { text(): PromiseLike<string> };

/** What supertest answers with. */
interface OfSupertest { readonly status: number; readonly headers: Fields; readonly text?: string; readonly body?: unknown; readonly req: { readonly method: string; readonly path: string } }
/** What undici answers with. */
interface OfUndici { readonly statusCode: number; readonly headers: Fields; readonly body: AsText | string }

/** Reads an answer of supertest, fetch or undici; undefined where it is none. What a client does not say itself, `request` (`GET /path`) says. */
export async function seenAnswer(value: unknown, request: string | undefined): Promise<SeenAnswer | 'unknown request' | undefined> {
  const [, method, path] = /^([A-Za-z]+) +([^ ?]+)/.exec(request ?? '') ?? [];
  const asked = method === undefined || path === undefined ? undefined : { method: method.toUpperCase(), path };
  if (value instanceof Response) {
    // Only fetch itself knows with which method it asked; GET is what it does by itself.
    const { pathname } = new URL(value.url === '' ? 'http://localhost/' : value.url);
    if (value.url === '' && !asked) return 'unknown request';
    return { ...(asked ?? { method: 'GET', path: pathname }), status: value.status, headers: [...value.headers], body: await value.clone().text() };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if ('statusCode' in value && 'headers' in value && 'body' in value && !('req' in value)) {
    const { statusCode: status, headers, body } = value as OfUndici;
    if (!asked) return 'unknown request';
    return { ...asked, status, headers: fieldsOf(headers), body: typeof body === 'string' ? body : await body.text() };
  }
  if ('status' in value && 'headers' in value && 'req' in value) {
    const { status, headers, text, body, req } = value as OfSupertest;
    return { ...(asked ?? { method: req.method, path: req.path.split('?')[0] ?? '/' }), status, headers: fieldsOf(headers), body: text ?? (Buffer.isBuffer(body) ? body.toString('utf8') : '') };
  }
  return undefined;
}

function fieldsOf(headers: Fields): HeaderFields {
  return Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((each) => [name, each] as const)));
}
