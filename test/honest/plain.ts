import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listening } from './listening.ts';
import { inBaseUnits } from './store.ts';
import type { Honest, Store } from './store.ts';

type Check = (value: unknown) => boolean;
type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (least: number, most: number): Check => (value) => typeof value === 'string' && [...value].length >= least && [...value].length <= most;
const number = (good: (value: number) => boolean): Check => (value) => typeof value === 'number' && good(value);
const one = (...of: readonly unknown[]): Check => (value) => of.includes(value);
const like = (pattern: RegExp): Check => (value) => typeof value === 'string' && pattern.test(value);
const isDate: Check = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value;

const thing: Readonly<Record<string, Check>> = {
  name: text(1, 40), kind: one('parcel', 'letter'), sku: like(/^[A-Z]{3}-[0-9]{4}$/), version: one(2), quantity: number((value) => Number.isInteger(value) && value >= 0 && value <= 1000),
  price: number((value) => value > 0 && Number.isInteger(value * 4)), weight: number((value) => value >= 0.5), contact: like(/^[^\s@]+@[^\s@]+\.[^\s@]+$/), released: isDate,
  tags: (value) => Array.isArray(value) && value.length >= 1 && value.length <= 3 && new Set(value).size === value.length && value.every(text(0, 8)),
  size: (value) => isMembers(value) && Object.keys(value).sort().join() === 'height,width' && Object.values(value).every(number(() => true)),
  attributes: (value) => isMembers(value) && [1, 2].includes(Object.keys(value).length) && Object.values(value).every(text(0, Infinity)),
  notes: (value) => value === null || text(0, 20)(value), card: text(0, Infinity), cvv: text(0, Infinity),
  place: (value) => Array.isArray(value) && value.length === 2 && number((x) => Math.abs(x) <= 180)(value[0]) && number((x) => Math.abs(x) <= 90)(value[1]),
};
const isThing: Check = (value) => isMembers(value) && ['name', 'kind', 'sku'].every((name) => Object.hasOwn(value, name))
  && Object.entries(value).every(([name, member]) => Object.hasOwn(thing, name) && thing[name]?.(member) === true)
  && (!Object.hasOwn(value, 'card') || Object.hasOwn(value, 'cvv')) && (value['kind'] !== 'parcel' || Object.hasOwn(value, 'weight'));
const isMeasurement: Check = (value) => isMembers(value)
  && ((value['kind'] === 'mass' && number((grams) => grams > 0)(value['grams'])) || (value['kind'] === 'distance' && number((metres) => metres >= 0)(value['metres'])));

const parameters: Readonly<Record<string, Check>> = {
  limit: (value) => typeof value === 'string' && /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 50, tags: like(/^[a-z]{1,8}(,[a-z]{1,8}){0,2}$/),
  active: one('true', 'false'), since: isDate, 'filter[color]': one('red', 'green'), 'filter[size]': like(/^\+?0*[1-9]\d*$/),
  weight: (value) => value !== '' && Number(value) > 0 && Number(value) <= 1000 && Number.isInteger(Number(value) * 2),
};

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** node:http and nothing else. */
export async function plainServer(store: Store): Promise<Honest> {
  return listening(createServer((request, response) => {
    answer(store, request, response).catch((error: unknown) => {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 'It broke.');
      // What was not read must not be taken for the next request.
      if (!request.complete) response.setHeader('Connection', 'close');
      json(response, refusal.status, { message: refusal.message }, refusal.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {});
    });
  }));
}

async function answer(store: Store, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  if (pathname === '/status') return method === 'GET' ? json(response, 200, { ok: true }) : notAllowed('GET', response);
  if (request.headers.authorization !== `Bearer ${store.token}`) throw new Refusal(401, 'Who are you?');
  const [, top, id, rest, ...more] = pathname.split('/');
  if (more.length > 0) throw new Refusal(404, 'There is nothing here.');
  if (top === 'export' && id === undefined) return method === 'GET' ? send(response, 200, 'text/csv; charset=utf-8', store.csv()) : notAllowed('GET', response);
  if (top === 'measurements' && id === undefined) {
    if (method !== 'POST') return notAllowed('POST', response);
    const body = await read(request, 'application/json');
    if (!isMeasurement(body)) throw new Refusal(400, 'That is no measurement.');
    return json(response, 200, inBaseUnits(body as Members));
  }
  if (top !== 'things') throw new Refusal(404, 'There is nothing here.');
  if (id === undefined) {
    if (method === 'GET') return list(store, request, searchParams, response);
    if (method !== 'POST') return notAllowed('GET, POST', response);
    const body = await read(request, 'application/json');
    if (!isThing(body)) throw new Refusal(400, 'That is no thing.');
    const created = store.create(body as Members);
    return json(response, 201, created, { Location: `/things/${created.id}` });
  }
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id)) throw new Refusal(400, 'The id is no UUID.');
  if (rest === 'labels') {
    if (method !== 'POST') return notAllowed('POST', response);
    const form = await read(request, 'application/x-www-form-urlencoded') as URLSearchParams;
    const { label = '', color, priority } = Object.fromEntries(form) as Readonly<Record<string, string>>;
    if (!/^[a-z-]{1,12}$/.test(label) || (color !== undefined && color !== 'red' && color !== 'green') || (priority !== undefined && !/^[1-5]$/.test(priority))) throw new Refusal(400, 'That is no label.');
    return json(response, 200, found(store.label(id, label)));
  }
  if (rest !== undefined) throw new Refusal(404, 'There is nothing here.');
  if (method === 'GET') return json(response, 200, found(store.find(id)));
  if (method === 'PUT') {
    const body = await read(request, 'application/json');
    if (!isThing(body)) throw new Refusal(400, 'That is no thing.');
    return json(response, 200, found(store.replace(id, body as Members)));
  }
  if (method !== 'DELETE') return notAllowed('GET, PUT, DELETE', response);
  if (!store.remove(id)) throw new Refusal(404, 'There is no such thing.');
  response.writeHead(204).end();
}

function list(store: Store, request: IncomingMessage, query: URLSearchParams, response: ServerResponse): void {
  for (const name of new Set(query.keys())) {
    if (name === 'kind') continue;
    const check = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if ((check && (query.getAll(name).length > 1 || !check(query.get(name)))) || (!check && name.startsWith('filter['))) throw new Refusal(400, `${name} is not as described.`);
  }
  const kinds = query.getAll('kind');
  if (kinds.length > 2 || new Set(kinds).size < kinds.length || !kinds.every(one('parcel', 'letter'))) throw new Refusal(400, 'kind is not as described.');
  const trace = request.headers['x-trace-id'];
  if (trace !== undefined && !like(/^[0-9a-f]{8}$/)(trace)) throw new Refusal(400, 'X-Trace-Id is not as described.');
  const theme = /(?:^|; *)theme=([^;]*)/.exec(request.headers.cookie ?? '')?.[1];
  if (theme !== undefined && theme !== 'light' && theme !== 'dark') throw new Refusal(400, 'theme is light or dark.');
  const { items, total } = store.list(kinds, Number(query.get('limit') ?? 20));
  json(response, 200, { items }, { 'X-Total': String(total) });
}

async function read(request: IncomingMessage, type: string): Promise<unknown> {
  if ((request.headers['content-type'] ?? type).split(';')[0]?.trim().toLowerCase() !== type) throw new Refusal(415, `Only ${type} is understood.`);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > 200_000) throw new Refusal(413, 'That is too much.');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  if (type !== 'application/json') return new URLSearchParams(body);
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, 'The body is no JSON.');
  }
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal(404, 'There is no such thing.');
  return value;
}

function notAllowed(methods: string, response: ServerResponse): void {
  json(response, 405, { message: 'This cannot be done here.' }, { Allow: methods });
}

function json(response: ServerResponse, status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): void {
  send(response, status, 'application/json', JSON.stringify(value), headers);
}

function send(response: ServerResponse, status: number, type: string, content: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(content), ...headers }).end(content);
}
