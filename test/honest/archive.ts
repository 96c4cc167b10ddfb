import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listening } from './listening.ts';
import type { Honest } from './store.ts';

/** What a server of archive.openapi.yaml may be dishonest about. */
export type ArchiveLie = 'lets-strangers-delete' | 'forgets-a-document' | 'ignores-conditions' | 'refuses-null' | 'takes-long-names' | 'takes-any-colour';

export const session = 'sid-of-the-owner';

interface Entry {
  readonly id: string;
  name: string;
  labels?: readonly string[];
  readonly bytes: Buffer;
}

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const mostBytes = 2_000_000;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const fields = ['id', 'name', 'labels', 'size', 'etag'];
/** What is there, by path, and what can be done with it. */
const places: readonly (readonly [path: RegExp, methods: readonly string[]])[] = [
  [/^\/documents$/, ['GET', 'POST']], [/^\/documents\/([^/]+)$/, ['GET', 'PATCH', 'DELETE']], [/^\/documents\/([^/]+)\/content$/, ['GET']], [/^\/colours\/([^/]+)$/, ['GET']],
];

const refused = (status: number, error: string, headers: Readonly<Record<string, string>> = {}): Answer => ({ status, body: { error }, headers });
const isLabels = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((each) => typeof each === 'string' && /^[a-z]{1,8}$/.test(each));
const tagOf = ({ name, labels, bytes }: Entry): string => `"${createHash('sha256').update(JSON.stringify([name, labels, bytes.length])).digest('hex').slice(0, 12)}"`;
const shown = (entry: Entry): object => ({ id: entry.id, name: entry.name, ...(entry.labels && { labels: entry.labels }), size: entry.bytes.length, etag: tagOf(entry) });

/** An archive of documents: uploads of multipart forms, merge patches under conditions, a session in a cookie, pages by cursor, a path in matrix style. */
export async function archiveServer(lie?: ArchiveLie): Promise<Honest> {
  const entries = new Map<string, Entry>();
  const add = (name: string, labels: readonly string[] | undefined, bytes: Buffer): Entry => {
    const entry: Entry = { id: randomUUID(), name, ...(labels && { labels }), bytes };
    entries.set(entry.id, entry);
    return entry;
  };
  for (let number = 1; number <= 8; number++) add(`Document ${number}`, [number % 2 === 0 ? 'even' : 'odd'], Buffer.from('content'.repeat(number)));
  const isName = (value: unknown): value is string => typeof value === 'string' && value !== '' && ([...value].length <= 40 || lie === 'takes-long-names');

  function answer(ask: Ask): Answer {
    const place = places.findIndex(([path]) => path.test(ask.path));
    const [path, methods = []] = places[place] ?? [];
    if (!path) return refused(404, 'There is no such path.');
    const method = ask.method === 'HEAD' ? 'GET' : ask.method;
    if (!methods.includes(method)) return refused(405, 'It does not do that.', { allow: ['HEAD', ...methods].join(', ') });
    const name = path.exec(ask.path)?.[1] ?? '';
    if (place === 3) return colour(name);
    const isOwner = /(?:^|;\s*)sid=([^;]*)/.exec(ask.headers.cookie ?? '')?.[1] === session;
    if (!isOwner && !(lie === 'lets-strangers-delete' && method === 'DELETE')) return refused(401, 'Sign in first.', { 'www-authenticate': 'Cookie realm="archive"' });
    if (place === 0) return method === 'GET' ? list(ask) : upload(ask);
    if (!uuid.test(name)) return refused(400, 'That is no id.');
    const entry = entries.get(name.toLowerCase());
    if (!entry) return refused(404, 'There is no such document.');
    if (place === 2) return { status: 200, body: entry.bytes };
    if (method === 'PATCH') return patch(entry, ask);
    if (method === 'GET') return read(entry, ask);
    entries.delete(entry.id);
    return { status: 202, body: { state: 'queued' } };
  }

  function colour(written: string): Answer {
    const parts = new URLSearchParams(decodeURIComponent(written).replace(/^;/, '').replaceAll(';', '&'));
    const values = ['r', 'g', 'b'].map((part) => parts.get(part) ?? '');
    const isByte = (value: string): boolean => /^\d{1,3}$/.test(value) && (Number(value) <= 255 || lie === 'takes-any-colour');
    if (parts.size !== 3 || !values.every(isByte)) return refused(400, 'A colour is three bytes.');
    return { status: 200, body: `#${values.map((value) => Math.min(Number(value), 255).toString(16).padStart(2, '0')).join('')}` };
  }

  function list({ query, headers }: Ask): Answer {
    const size = query.get('page_size') ?? '3';
    const labels = query.get('labels')?.split('|');
    const asked = headers['x-fields'];
    if (!/^\d{1,2}$/.test(size) || Number(size) < 1 || Number(size) > 10) return refused(400, 'A page has 1 to 10.');
    if (labels && !isLabels(labels)) return refused(400, 'These are no labels.');
    if (typeof asked === 'string' && asked !== '' && !asked.split(',').every((field) => fields.includes(field.trim()))) return refused(400, 'There are no such fields.');
    const after = query.has('cursor') ? /^after:(.+)$/.exec(Buffer.from(query.get('cursor') ?? '', 'base64url').toString())?.[1] : '';
    if (after === undefined) return refused(400, 'No such cursor was handed out.');
    const left = [...entries.values()].filter((entry) => entry.id > after && (labels ?? []).every((label) => entry.labels?.includes(label))).sort((one, other) => (one.id < other.id ? -1 : 1));
    const page = left.slice(lie === 'forgets-a-document' && after !== '' ? 1 : 0, Number(size));
    const last = page.at(-1);
    return { status: 200, body: { items: page.map(shown), next_cursor: last && left.length > Number(size) ? Buffer.from(`after:${last.id}`).toString('base64url') : null } };
  }

  function upload({ headers, body }: Ask): Answer {
    const boundary = /^multipart\/form-data\s*;.*boundary="?([^";]+)/i.exec(headers['content-type'] ?? '')?.[1];
    if (boundary === undefined) return refused(415, 'It takes multipart/form-data.');
    const parts = body.toString('latin1').split(`--${boundary}`);
    if (!parts.at(-1)?.startsWith('--')) return refused(400, 'The form does not end.');
    const given = parts.slice(1, -1).map((part) => {
      const end = part.indexOf('\r\n\r\n');
      return { field: /name="([^"]*)"/i.exec(part.slice(0, end))?.[1], bytes: Buffer.from(part.slice(end + 4, -2), 'latin1') };
    });
    const [name, file] = ['name', 'file'].map((field) => given.find((each) => each.field === field)?.bytes);
    const labels = given.filter(({ field }) => field === 'labels').map(({ bytes }) => bytes.toString());
    const title = name?.toString('utf8');
    if (!isName(title) || !file || !isLabels(labels) || labels.length > 3) return refused(400, 'The form is incomplete or wrong.');
    const entry = add(title, labels.length > 0 ? labels : undefined, file);
    return { status: 201, body: shown(entry), headers: { location: `/api/documents/${entry.id}`, etag: tagOf(entry) } };
  }

  function read(entry: Entry, { headers }: Ask): Answer {
    const known = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
    const isKnown = known.includes('*') || known.includes(tagOf(entry));
    return isKnown ? { status: 304, headers: { etag: tagOf(entry) } } : { status: 200, body: shown(entry), headers: { etag: tagOf(entry) } };
  }

  function patch(entry: Entry, { headers, body }: Ask): Answer {
    const condition = headers['if-match'];
    if (condition === undefined && lie !== 'ignores-conditions') return refused(428, 'Say which state you want to change (If-Match).');
    if (!/^application\/merge-patch\+json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) return refused(415, 'It takes application/merge-patch+json.');
    const change = jsonIn(body);
    if (typeof change !== 'object' || change === null || Array.isArray(change)) return refused(400, 'That is no object.');
    const { name, labels, ...rest } = change as { readonly name?: unknown; readonly labels?: unknown };
    if (Object.keys(change).length === 0 || Object.keys(rest).length > 0) return refused(400, 'Name or labels can be changed.');
    if (name !== undefined && !isName(name)) return refused(400, 'That is no name.');
    if (labels !== undefined && (labels === null ? lie === 'refuses-null' : !isLabels(labels) || labels.length > 3)) return refused(400, 'These are no labels.');
    if (condition !== undefined && condition !== '*' && !condition.split(',').some((tag) => tag.trim() === tagOf(entry))) return refused(412, 'It has changed meanwhile.');
    if (isName(name)) entry.name = name;
    if (isLabels(labels)) entry.labels = labels;
    else if (labels === null) delete entry.labels;
    return { status: 200, body: shown(entry), headers: { etag: tagOf(entry) } };
  }

  return listening(createServer((request, response) => {
    void askOf(request).then((ask) => send(request, response, ask === 'too large' ? refused(413, 'That is too much.') : ask === 'no URL' ? refused(400, 'That is no URL.') : answer(ask)));
  }));
}

async function askOf(request: IncomingMessage): Promise<Ask | 'too large' | 'no URL'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  if (bytes > mostBytes) return 'too large';
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
  try {
    decodeURIComponent(pathname);
  } catch {
    return 'no URL';
  }
  return { method: request.method ?? 'GET', path: pathname.replace(/^\/api(?=\/)/, ''), query, headers: request.headers, body: Buffer.concat(chunks) };
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const [type, bytes] = Buffer.isBuffer(body) ? ['application/octet-stream', body] : typeof body === 'string' ? ['text/plain; charset=utf-8', Buffer.from(body)] : ['application/json', Buffer.from(JSON.stringify(body ?? null))];
  response.writeHead(status, { ...headers, ...(body !== undefined && { 'content-type': type, 'content-length': bytes.length }) });
  response.end(request.method === 'HEAD' || body === undefined ? undefined : bytes);
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
