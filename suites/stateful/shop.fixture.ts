import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../model/json.ts';

/** For tests: a small shop with notes and, in each of two branches, items; and how it may lie. */
export type ShopLie =
  | 'location-astray' | 'forgets-new' | 'shows-other-values' | 'reading-counts' | 'ignores-etag' | 'ignores-if-match' | 'list-without-new' | 'any-parent' | 'keeps-refused' | 'put-ignored' | 'put-says-created'
  | 'put-once-only' | 'put-appends' | 'patch-ignored' | 'patch-wipes' | 'refused-put-changes' | 'delete-ignored' | 'list-keeps-deleted' | 'delete-fails'
  | 'loses-at-page-end' | 'breaks-after-page-one' | 'doubles-at-page-start' | 'ignores-limit' | 'walk-never-ends' | 'any-cursor' | 'filter-ignored' | 'filter-loses' | 'sort-ignored' | 'pages-differ' | 'lookup-before-auth'
  | 'forgets-items' | 'shows-deleted';

/** Honest ways that differ. */
export interface ShopManners {
  /** Milliseconds until a write is seen. */
  readonly delayMs?: number;
  readonly deletes?: 'gone' | 'marked';
  readonly putAnswers?: 200 | 204;
  readonly createAnswers?: 'body' | 'location-only' | 'accepted' | 'wrapped';
  readonly ids?: 'uuid' | 'number';
  readonly trims?: boolean;
  /** Made by a framework for caches: it answers 304, and knows nothing of If-Match. */
  readonly weakEtags?: boolean;
  /** Its pages have less on them than they may. */
  readonly shortPages?: boolean;
}

interface Note { readonly id: string | number; title: string; stars: number; kind: string; readonly seq: number; version: number; deleted?: boolean; readonly visibleAt: number }
interface Reply { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }

const kinds = ['plain', 'fancy'];

/** The shop's description; `documents` changes what it promises. */
export function shopDescription(change: (document: JsonObject) => void = () => undefined): JsonObject {
  const note = { type: 'object', required: ['id', 'title', 'stars', 'kind'], properties: { id: { oneOf: [{ type: 'string' }, { type: 'integer' }] }, title: { type: 'string' }, stars: { type: 'integer' }, kind: { enum: kinds }, archived: { type: 'boolean' } } };
  const draft = { type: 'object', required: ['title', 'stars'], properties: { title: { type: 'string', minLength: 1, maxLength: 60 }, stars: { type: 'integer', minimum: 0, maximum: 100_000 }, kind: { enum: kinds } }, additionalProperties: false };
  const json = (schema: object): object => ({ 'application/json': { schema } });
  const shown = { description: 'a note', content: json({ $ref: '#/components/schemas/Note' }) };
  const bare = { description: 'nothing to show' };
  const wrong = { 400: bare, 401: bare, 404: bare };
  const body = (name: string): object => ({ required: true, content: json({ $ref: `#/components/schemas/${name}` }) });
  const id = { name: 'noteId', in: 'path', required: true, schema: { type: 'string' } };
  const itemId = { name: 'itemId', in: 'path', required: true, schema: { type: 'string' } };
  const branch = { name: 'branchId', in: 'path', required: true, schema: { type: 'string' } };
  const list = { description: 'a page', content: json({ type: 'object', required: ['data'], properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Note' } }, next_cursor: { type: ['string', 'null'] } } }) };
  const document: JsonObject = {
    openapi: '3.1.1', info: { title: 'Shop', version: '1' }, security: [{ key: [] }],
    paths: {
      '/notes': {
        get: {
          operationId: 'listNotes', responses: { 200: list, ...wrong },
          parameters: [
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } }, { name: 'cursor', in: 'query', 'x-server-issued': true, schema: { type: 'string' } }, { name: 'kind', in: 'query', schema: { enum: kinds } },
            { name: 'sort', in: 'query', schema: { enum: ['stars', '-stars'] } },
          ],
        },
        post: { operationId: 'createNote', requestBody: body('Draft'), responses: { 201: { ...shown, headers: { Location: { schema: { type: 'string' } } } }, ...wrong } },
      },
      '/notes/{noteId}': {
        parameters: [id],
        get: { operationId: 'getNote', responses: { 200: shown, ...wrong } }, put: { operationId: 'putNote', requestBody: body('Draft'), responses: { 200: shown, 204: bare, 412: bare, ...wrong } },
        patch: { operationId: 'patchNote', requestBody: body('Change'), responses: { 200: shown, ...wrong } }, delete: { operationId: 'deleteNote', responses: { 204: bare, ...wrong } },
      },
      '/branches': { get: { operationId: 'listBranches', responses: { 200: { description: 'branches', content: json({ type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } }) } } } },
      '/branches/{branchId}/items': { parameters: [branch], post: { operationId: 'createItem', requestBody: body('Draft'), responses: { 201: shown, ...wrong } } },
      '/branches/{branchId}/items/{itemId}': { parameters: [branch, itemId], get: { operationId: 'getItem', responses: { 200: shown, ...wrong } }, delete: { operationId: 'deleteItem', responses: { 204: bare, ...wrong } } },
    },
    components: { schemas: { Note: note, Draft: draft, Change: { ...draft, required: [], minProperties: 1 } }, securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' } } },
  } as unknown as JsonObject;
  change(document);
  return document;
}

export const shopKey = 'key-of-the-shop';

export interface Shop {
  readonly baseUrl: string;
  /** What is in it now, by id. */
  left(): readonly string[];
  close(): Promise<void>;
}

/** Starts a shop. */
export async function startShop(manners: ShopManners = {}, lie?: ShopLie): Promise<Shop> {
  const notes = new Map<string, Note & { branch?: string }>();
  let made = 0;
  const now = (): number => performance.now();
  const newId = (): string | number => (manners.ids === 'number' ? 100 + made : `a1b2c3d4-0000-4000-8000-${String(made).padStart(12, '0')}`);
  const add = (fields: { title: string; stars: number; kind?: string }, branch?: string, seenAfter = manners.delayMs ?? 0): Note => {
    made++;
    const note = { id: newId(), title: fields.title, stars: fields.stars, kind: fields.kind ?? 'plain', seq: made, version: 1, visibleAt: now() + seenAfter, ...(branch !== undefined && { branch }) };
    notes.set(String(note.id), note);
    return note;
  };
  for (let i = 0; i < 25; i++) add({ title: `note ${i}`, stars: (i * 7) % 25, kind: kinds[i % 2] ?? 'plain' }, undefined, 0);
  for (const branch of ['north', 'south']) add({ title: `in ${branch}`, stars: 1 }, branch, 0);

  const view = ({ id, title, stars, kind, deleted }: Note): JsonObject => ({ id, title, stars, kind, ...(deleted === true && lie !== 'shows-deleted' && { archived: true }) });
  const isThere = (note: Note | undefined): note is Note & { branch?: string } => note !== undefined && note.visibleAt <= now();
  const problemIn = (body: unknown, partly: boolean): boolean => {
    if (body === null || typeof body !== 'object' || Array.isArray(body)) return true;
    const { title, stars, kind, ...rest } = body as Record<string, unknown>;
    const wrongTitle = title === undefined ? !partly : typeof title !== 'string' || title.length < 1 || title.length > 60;
    const wrongStars = stars === undefined ? !partly : !Number.isInteger(stars) || (stars as number) < 0 || (stars as number) > 100_000;
    return wrongTitle || wrongStars || (kind !== undefined && !kinds.includes(kind as string)) || Object.keys(rest).length > 0 || (partly && Object.keys(body).length === 0);
  };
  let reads = 0;

  const createIn = (branch: string | undefined, body: unknown): Reply => {
    if (problemIn(body, false)) {
      if (lie === 'keeps-refused' && branch === undefined) add({ title: String((body as Record<string, unknown> | null)?.['title'] ?? 'refused'), stars: 1 });
      return { status: 400 };
    }
    const fields = body as { title: string; stars: number; kind?: string };
    const note = add(manners.trims === true ? { ...fields, title: fields.title.trim().toUpperCase() } : fields, branch);
    if (lie === 'forgets-new' || (lie === 'forgets-items' && branch !== undefined)) notes.delete(String(note.id));
    if (lie === 'shows-other-values') note.title = 'something else';
    if (manners.createAnswers === 'accepted') return { status: 202, body: view(note) };
    const location = branch === undefined ? `/notes/${lie === 'location-astray' ? `${note.id}-x` : note.id}` : undefined;
    const own = manners.createAnswers === 'location-only' && branch === undefined ? undefined : manners.createAnswers === 'wrapped' ? { data: view(note) } : view(note);
    return { status: 201, body: own, headers: location === undefined ? {} : { location } };
  };

  const listOf = (query: URLSearchParams): Reply => {
    const asked = lie === 'ignores-limit' ? 20 : Number(query.get('limit') ?? '10');
    const limit = manners.shortPages === true ? Math.ceil(asked * 0.6) : asked;
    let all = [...notes.values()].filter((note) => note.branch === undefined && isThere(note) && !(lie === 'list-without-new' && note.seq > 27) && (note.deleted !== true || manners.deletes === 'marked' || lie === 'list-keeps-deleted'));
    const kind = query.get('kind');
    if (kind !== null && lie !== 'filter-ignored') all = all.filter((note) => note.kind === kind);
    if (kind !== null && lie === 'filter-loses') all = all.slice(1);
    const sort = query.get('sort');
    if (sort !== null && lie !== 'sort-ignored') all.sort((a, b) => (sort === 'stars' ? a.stars - b.stars : b.stars - a.stars) || a.seq - b.seq);
    const cursor = query.get('cursor');
    if (cursor !== null && !/^c\d+$/.test(cursor) && lie !== 'any-cursor') return { status: 400 };
    let from = cursor === null || !/^c\d+$/.test(cursor) ? 0 : Number(cursor.slice(1));
    if (from > 0 && lie === 'breaks-after-page-one') return { status: 404 };
    if (from > 0 && lie === 'loses-at-page-end') from += 1;
    if (from > 0 && lie === 'doubles-at-page-start') from -= 1;
    if (lie === 'pages-differ' && cursor === null && sort === null && kind === null) {
      const shift = 1 + (reads++ % (all.length - 1));
      all = [...all.slice(shift), ...all.slice(0, shift)];
    }
    const next = from + limit < all.length ? `c${from + limit + (lie === 'doubles-at-page-start' && from > 0 ? 1 : 0)}` : lie === 'walk-never-ends' ? 'c0' : null;
    return { status: 200, body: { data: all.slice(from, from + limit).map((note) => (lie === 'list-keeps-deleted' ? { ...view(note), archived: false } : view(note))), next_cursor: next } };
  };

  const change = (note: Note, body: unknown, partly: boolean): void => {
    const { title, stars, kind } = body as Partial<Note>;
    if (lie === 'patch-wipes' && partly) Object.assign(note, { title: 'untitled', stars: 0 });
    Object.assign(note, { ...((title !== undefined) && { title: manners.trims === true ? title.trim().toUpperCase() : title }), ...(stars !== undefined && { stars }), ...(kind !== undefined && { kind }), version: note.version + 1 });
  };

  const puts = new Map<string, number>();
  const oneNote = (method: string, id: string, body: unknown, headers: Readonly<Record<string, string | undefined>>): Reply => {
    const note = notes.get(id);
    if (!isThere(note) || note.branch !== undefined || (note.deleted === true && manners.deletes !== 'marked' && !(lie === 'shows-deleted' && method === 'GET'))) return { status: 404 };
    const etag = `${manners.weakEtags === true ? 'W/' : ''}"${note.version}"`;
    switch (method) {
      case 'GET': {
        if (headers['if-none-match'] === etag && lie !== 'ignores-etag') return { status: 304, headers: { etag } };
        if (lie === 'reading-counts') note.stars++;
        return { status: 200, body: view(note), headers: { etag } };
      }
      case 'PUT': {
        if (headers['if-match'] !== undefined && headers['if-match'] !== etag && lie !== 'ignores-if-match' && manners.weakEtags !== true) return { status: 412 };
        if (problemIn(body, false)) {
          const { title } = (body ?? {}) as { title?: unknown };
          if (lie === 'refused-put-changes') Object.assign(note, { title: typeof title === 'string' ? title : 'half', stars: 12_345, kind: note.kind });
          return { status: 400 };
        }
        const times = (puts.get(id) ?? 0) + 1;
        puts.set(id, times);
        if (lie === 'put-once-only' && times > 3) return { status: 409 + 1 };
        if (lie !== 'put-ignored') change(note, body, false);
        if (lie === 'put-appends') note.title = `${note.title}+${times}`;
        if (lie === 'put-says-created') return { status: 201, body: view(note) };
        return manners.putAnswers === 204 ? { status: 204 } : { status: 200, body: view(note) };
      }
      case 'PATCH': {
        if (problemIn(body, true)) return { status: 400 };
        if (lie !== 'patch-ignored') change(note, body, true);
        return { status: 200, body: view(note) };
      }
      case 'DELETE': {
        if (lie === 'delete-fails') return { status: 403 };
        if (lie === 'delete-ignored') return { status: 204 };
        note.deleted = true;
        return { status: 204 };
      }
      default:
        return { status: 405, headers: { allow: 'GET, PUT, PATCH, DELETE' } };
    }
  };

  const answer = (method: string, url: string, body: unknown, headers: Readonly<Record<string, string | undefined>>): Reply => {
    const { pathname, searchParams } = new URL(url, 'http://shop.example');
    const [, first, second, third, fourth] = pathname.split('/');
    if (headers['x-key'] !== shopKey) return lie === 'lookup-before-auth' && first === 'notes' && second !== undefined && !notes.has(second) ? { status: 404 } : { status: 401, headers: { 'www-authenticate': 'Key' } };
    if (first === 'notes' && second === undefined) return method === 'GET' ? listOf(searchParams) : method === 'POST' ? createIn(undefined, body) : { status: 405, headers: { allow: 'GET, POST' } };
    if (first === 'notes' && second !== undefined) return oneNote(method, decodeURIComponent(second), body, headers);
    if (first === 'branches' && second === undefined) return { status: 200, body: [{ id: 'north' }, { id: 'south' }] };
    if (first !== 'branches' || third !== 'items' || !['north', 'south'].includes(second ?? '')) return { status: 404 };
    if (fourth === undefined) return method === 'POST' ? createIn(second, body) : { status: 405, headers: { allow: 'POST' } };
    const item = notes.get(decodeURIComponent(fourth));
    if (!isThere(item) || item.deleted === true || (item.branch !== second && lie !== 'any-parent') || item.branch === undefined) return { status: 404 };
    if (method === 'DELETE') item.deleted = true;
    return method === 'DELETE' ? { status: 204 } : method === 'GET' ? { status: 200, body: view(item) } : { status: 405, headers: { allow: 'GET, DELETE' } };
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      let body: unknown;
      try {
        body = chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
      } catch {
        body = undefined;
      }
      const reply = answer(request.method === 'HEAD' ? 'GET' : (request.method ?? ''), request.url ?? '/', body, request.headers as Readonly<Record<string, string | undefined>>);
      const text = reply.body === undefined ? '' : JSON.stringify(reply.body);
      response.writeHead(reply.status, { ...reply.headers, ...(text !== '' && { 'content-type': 'application/json' }), 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : text);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    left: () => [...notes.values()].filter(({ seq, deleted }) => seq > 27 && deleted !== true).map(({ id }) => String(id)),
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}
