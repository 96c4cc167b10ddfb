import Fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import { inBaseUnits } from './store.ts';
import type { Honest, Store } from './store.ts';

const uuid = { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } } as const;
/** In the JSON Schema that Fastify's own ajv knows, which is draft-07. */
const newThing = {
  type: 'object', additionalProperties: false, required: ['name', 'kind', 'sku'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 40 }, kind: { enum: ['parcel', 'letter'] }, sku: { type: 'string', pattern: '^[A-Z]{3}-[0-9]{4}$' }, version: { const: 2 },
    quantity: { type: 'integer', minimum: 0, maximum: 1000 }, price: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.25 }, weight: { type: 'number', minimum: 0.5 },
    tags: { type: 'array', minItems: 1, maxItems: 3, uniqueItems: true, items: { type: 'string', maxLength: 8 } }, contact: { type: 'string', format: 'email' }, released: { type: 'string', format: 'date' },
    size: { type: 'object', required: ['width', 'height'], additionalProperties: false, properties: { width: { type: 'number' }, height: { type: 'number' } } },
    attributes: { type: 'object', minProperties: 1, maxProperties: 2, additionalProperties: { type: 'string' } }, notes: { type: ['string', 'null'], maxLength: 20 },
    place: { type: 'array', items: [{ type: 'number', minimum: -180, maximum: 180 }, { type: 'number', minimum: -90, maximum: 90 }], additionalItems: false, minItems: 2 },
    card: { type: 'string' }, cvv: { type: 'string' },
  },
  dependencies: { card: ['cvv'] },
  if: { required: ['kind'], properties: { kind: { const: 'parcel' } } }, then: { required: ['weight'] },
} as const;
const label = {
  type: 'object', required: ['label'],
  properties: { label: { type: 'string', minLength: 1, maxLength: 12, pattern: '^[a-z-]+$' }, color: { enum: ['red', 'green'] }, priority: { type: 'integer', minimum: 1, maximum: 5 } },
} as const;
const measurement = {
  oneOf: [
    { type: 'object', required: ['kind', 'grams'], properties: { kind: { const: 'mass' }, grams: { type: 'number', exclusiveMinimum: 0 } } },
    { type: 'object', required: ['kind', 'metres'], properties: { kind: { const: 'distance' }, metres: { type: 'number', minimum: 0 } } },
  ],
} as const;
const query = {
  type: 'object',
  properties: {
    limit: { type: 'integer', minimum: 1, maximum: 50, default: 20 }, kind: { type: 'array', maxItems: 2, uniqueItems: true, items: { enum: ['parcel', 'letter'] } },
    tags: { type: 'string', pattern: '^[a-z]{1,8}(,[a-z]{1,8}){0,2}$' }, active: { type: 'boolean' }, since: { type: 'string', format: 'date' },
    weight: { type: 'number', exclusiveMinimum: 0, maximum: 1000, multipleOf: 0.5 }, 'filter[color]': { enum: ['red', 'green'] }, 'filter[size]': { type: 'integer', minimum: 1 },
  },
  patternProperties: { '^filter\\[(?!color\\]|size\\])': false },
} as const;
const headers = { type: 'object', properties: { 'x-trace-id': { type: 'string', pattern: '^[0-9a-f]{8}$' }, cookie: { type: 'string', not: { pattern: '(^|; *)theme=(?!(light|dark)(;|$))' } } } } as const;

/**
 * Fastify with its own ajv. As it comes it changes bodies until they fit: it makes numbers of strings and drops what is not
 * declared. `strict` leaves that to query strings and forms, where texts are all there is.
 */
export async function fastifyServer(store: Store, { strict }: { readonly strict: boolean }): Promise<Honest> {
  const app = Fastify(strict ? { ajv: { customOptions: { removeAdditional: false, coerceTypes: false, strictTypes: false } } } : { ajv: { customOptions: { strictTypes: false } } });
  if (strict) {
    const { default: Ajv } = await import('@fastify/ajv-compiler');
    const make = (coerceTypes: 'array' | false) => Ajv()({}, { customOptions: { coerceTypes, removeAdditional: false, strictTypes: false } } as never);
    const [lenient, exact] = [make('array'), make(false)];
    app.setValidatorCompiler((route) => (route.httpPart === 'body' && route.url !== '/things/:id/labels' ? exact : lenient)(route as never) as never);
  }
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) => { done(null, Object.fromEntries(new URLSearchParams(String(body)))); });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url === '/status' || request.routeOptions.url === undefined) return;
    if (request.headers.authorization !== `Bearer ${store.token}`) await reply.code(401).header('WWW-Authenticate', 'Bearer').send({ message: 'Who are you?' });
  });
  app.setErrorHandler((error: { readonly statusCode?: number; readonly message: string }, _, reply) => { void reply.code(error.statusCode ?? 500).send({ message: error.message }); });
  const missing = (reply: FastifyReply): FastifyReply => reply.code(404).send({ message: 'There is no such thing.' });
  app.get('/status', () => ({ ok: true }));
  app.get('/things', { schema: { querystring: query, headers } }, (request, reply) => {
    const { kind = [], limit } = request.query as { readonly kind?: readonly string[]; readonly limit: number };
    const { items, total } = store.list(kind, limit);
    return reply.header('X-Total', total).send({ items });
  });
  app.post('/things', { schema: { body: newThing } }, (request, reply) => {
    const thing = store.create(request.body as Record<string, unknown>);
    return reply.code(201).header('Location', `/things/${thing.id}`).send(thing);
  });
  app.get<{ Params: { id: string } }>('/things/:id', { schema: { params: uuid } }, (request, reply) => store.find(request.params.id) ?? missing(reply));
  app.put<{ Params: { id: string } }>('/things/:id', { schema: { params: uuid, body: newThing } }, (request, reply) => store.replace(request.params.id, request.body as Record<string, unknown>) ?? missing(reply));
  app.delete<{ Params: { id: string } }>('/things/:id', { schema: { params: uuid } }, (request, reply) => (store.remove(request.params.id) ? reply.code(204).send() : missing(reply)));
  app.post<{ Params: { id: string } }>('/things/:id/labels', { schema: { params: uuid, body: label } }, (request, reply) => store.label(request.params.id, (request.body as { readonly label: string }).label) ?? missing(reply));
  app.post('/measurements', { schema: { body: measurement } }, (request) => inBaseUnits(request.body as Record<string, unknown>));
  app.get('/export', (_, reply) => reply.type('text/csv').send(store.csv()));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, close: () => app.close() };
}
