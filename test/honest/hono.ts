import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { zValidator } from '@hono/zod-validator';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { listening } from './listening.ts';
import { inBaseUnits } from './store.ts';
import type { Honest, Store } from './store.ts';

const kind = z.enum(['parcel', 'letter']);
const newThing = z.strictObject({
  name: z.string().min(1).max(40), kind, sku: z.string().regex(/^[A-Z]{3}-[0-9]{4}$/), version: z.literal(2).optional(), quantity: z.int().min(0).max(1000).optional(),
  price: z.number().gt(0).multipleOf(0.25).optional(), weight: z.number().min(0.5).optional(), tags: z.array(z.string().max(8)).min(1).max(3).refine((tags) => new Set(tags).size === tags.length).optional(),
  contact: z.email().optional(), released: z.iso.date().optional(), size: z.strictObject({ width: z.number(), height: z.number() }).optional(),
  attributes: z.record(z.string(), z.string()).refine((record) => Object.keys(record).length >= 1 && Object.keys(record).length <= 2).optional(), notes: z.string().max(20).nullable().optional(),
  place: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).optional(), card: z.string().optional(), cvv: z.string().optional(),
}).refine((thing) => thing.card === undefined || thing.cvv !== undefined).refine((thing) => thing.kind !== 'parcel' || thing.weight !== undefined);
const measurement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mass'), grams: z.number().gt(0) }),
  z.object({ kind: z.literal('distance'), metres: z.number().min(0) }),
]);
const label = z.object({ label: z.string().min(1).max(12).regex(/^[a-z-]+$/), color: z.enum(['red', 'green']).optional(), priority: z.coerce.number().int().min(1).max(5).optional() });
const list = <T extends z.ZodType>(items: T) => z.union([z.array(items), items.transform((item) => [item] as const)]);
const query = z.object({
  limit: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(50)).optional(), kind: list(kind).pipe(z.array(kind).max(2).refine((kinds) => new Set(kinds).size === kinds.length)).optional(),
  tags: z.string().regex(/^[a-z]{1,8}(,[a-z]{1,8}){0,2}$/).optional(), active: z.enum(['true', 'false']).optional(), since: z.iso.date().optional(),
  weight: z.coerce.number().gt(0).max(1000).multipleOf(0.5).optional(), 'filter[color]': z.enum(['red', 'green']).optional(), 'filter[size]': z.string().regex(/^[1-9]\d*$/).optional(),
}).catchall(z.unknown()).refine((all) => Object.keys(all).every((name) => !name.startsWith('filter[') || name === 'filter[color]' || name === 'filter[size]'));
const headers = z.object({ 'x-trace-id': z.string().regex(/^[0-9a-f]{8}$/).optional() });
const cookies = z.object({ theme: z.enum(['light', 'dark']).optional() });
const params = z.object({ id: z.uuid() });

const refused = (result: { readonly success: boolean; readonly error?: { readonly message: string } }): void => {
  if (!result.success) throw new HTTPException(400, { message: result.error?.message ?? 'It is not as described.' });
};

/** hono with zod. */
export async function honoServer(store: Store): Promise<Honest> {
  const app = new Hono();
  app.onError((error, context) => context.json({ message: error.message }, error instanceof HTTPException ? error.status : 500));
  app.notFound((context) => context.json({ message: 'There is nothing here.' }, 404));
  app.get('/status', (context) => context.json({ ok: true as const }));
  app.use(async (context, next) => {
    if (context.req.header('authorization') !== `Bearer ${store.token}`) return context.json({ message: 'Who are you?' }, 401, { 'WWW-Authenticate': 'Bearer' });
    return next();
  });
  app.use(bodyLimit({ maxSize: 100_000, onError: (context) => context.json({ message: 'That is too much.' }, 413) }));
  const of = (type: string) => async (context: { readonly req: { header(name: string): string | undefined } }, next: () => Promise<void>): Promise<void> => {
    const given = context.req.header('content-type');
    if (given !== undefined && given.split(';')[0]?.trim().toLowerCase() !== type) throw new HTTPException(415, { message: `Only ${type} is understood.` });
    await next();
  };
  const missing = { message: 'There is no such thing.' };
  app.get('/things', zValidator('query', query, refused), zValidator('header', headers, refused), zValidator('cookie', cookies, refused), (context) => {
    const { kind: kinds = [], limit = 20 } = context.req.valid('query');
    const { items, total } = store.list(kinds as readonly string[], limit as number);
    return context.json({ items }, 200, { 'X-Total': String(total) });
  });
  app.post('/things', of('application/json'), zValidator('json', newThing, refused), (context) => {
    const thing = store.create(context.req.valid('json'));
    return context.json(thing, 201, { Location: `/things/${thing.id}` });
  });
  app.get('/things/:id', zValidator('param', params, refused), (context) => {
    const thing = store.find(context.req.valid('param').id);
    return thing ? context.json(thing) : context.json(missing, 404);
  });
  app.put('/things/:id', of('application/json'), zValidator('param', params, refused), zValidator('json', newThing, refused), (context) => {
    const thing = store.replace(context.req.valid('param').id, context.req.valid('json'));
    return thing ? context.json(thing) : context.json(missing, 404);
  });
  app.delete('/things/:id', zValidator('param', params, refused), (context) => (store.remove(context.req.valid('param').id) ? context.body(null, 204) : context.json(missing, 404)));
  app.post('/things/:id/labels', of('application/x-www-form-urlencoded'), zValidator('param', params, refused), zValidator('form', label, refused), (context) => {
    const thing = store.label(context.req.valid('param').id, context.req.valid('form').label);
    return thing ? context.json(thing) : context.json(missing, 404);
  });
  app.post('/measurements', of('application/json'), zValidator('json', measurement, refused), (context) => context.json(inBaseUnits(context.req.valid('json'))));
  app.get('/export', (context) => context.body(store.csv(), 200, { 'Content-Type': 'text/csv' }));
  const handle = getRequestListener(app.fetch);
  return listening(createServer((request, response) => void handle(request, response)));
}
