import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import ajvFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Koa from 'koa';
import type { Context } from 'koa';
import { parse } from 'yaml';
import { listening } from './listening.ts';
import { inBaseUnits } from './store.ts';
import type { Honest, Store } from './store.ts';

const document = parse(readFileSync(new URL('store.openapi.yaml', import.meta.url), 'utf8')) as object;
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Koa with ajv for bodies, and parameters looked at one by one. */
export async function koaServer(store: Store): Promise<Honest> {
  const ajv = new Ajv2020({ strict: false });
  ajvFormats.default(ajv);
  ajv.addSchema(document, 'store');
  const validBody = (pointer: string) => ajv.compile({ $ref: `store#${pointer}` });
  const isThing = validBody('/components/schemas/NewThing');
  const isMeasurement = validBody('/paths/~1measurements/post/requestBody/content/application~1json/schema');
  const isDate = ajv.compile({ type: 'string', format: 'date' });
  const refuse = (context: Context, message: string): never => context.throw(400, message);

  const app = new Koa();
  app.on('error', () => undefined);
  app.use(async (context, next) => {
    try {
      await next();
      if (context.status === 404 && context.body === undefined) {
        context.status = 404;
        context.body = { message: 'There is nothing here.' };
      }
    } catch (thrown) {
      const { status = 500, message } = thrown as { readonly status?: number; readonly message: string };
      context.status = status;
      context.body = { message };
    }
  });
  app.use(async (context, next) => {
    if (context.path !== '/status' && context.get('authorization') !== `Bearer ${store.token}`) {
      context.set('WWW-Authenticate', 'Bearer');
      context.status = 401;
      context.body = { message: 'Who are you?' };
      return;
    }
    await next();
  });
  app.use(async (context, next) => {
    const wanted = context.path.endsWith('/labels') ? 'application/x-www-form-urlencoded' : 'application/json';
    if ((context.method === 'POST' || context.method === 'PUT') && context.is(wanted) !== wanted && (context.request.length ?? 0) > 0) context.throw(415, `Only ${wanted} is understood.`);
    await next();
  });
  app.use(bodyParser({ enableTypes: ['json', 'form'], onError: (error, context) => context.throw((error as { readonly status?: number }).status ?? 400, 'The body cannot be read.') }));

  const router = new Router();
  router.param('id', async (id, context, next) => {
    if (!uuid.test(id)) refuse(context as Context, 'The id is no UUID.');
    await next();
  });
  const found = (context: Context, thing: unknown): void => {
    if (thing === undefined) context.throw(404, 'There is no such thing.');
    context.body = thing;
  };
  router.get('/status', (context) => { context.body = { ok: true }; });
  router.get('/things', (context) => {
    const query = new URLSearchParams(context.querystring);
    const one = (name: string, valid: (text: string) => boolean): string | undefined => {
      const all = query.getAll(name);
      if (all.length > 1 || (all[0] !== undefined && !valid(all[0]))) refuse(context, `${name} is not as described.`);
      return all[0];
    };
    const limit = one('limit', (text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 50);
    one('tags', (text) => /^[a-z]{1,8}(,[a-z]{1,8}){0,2}$/.test(text));
    one('active', (text) => text === 'true' || text === 'false');
    one('since', (text) => isDate(text));
    one('weight', (text) => /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number(text) > 0 && Number(text) <= 1000 && Number.isInteger(Number(text) * 2));
    one('filter[color]', (text) => text === 'red' || text === 'green');
    one('filter[size]', (text) => /^\d+$/.test(text) && Number(text) >= 1);
    if ([...query.keys()].some((name) => name.startsWith('filter[') && name !== 'filter[color]' && name !== 'filter[size]')) refuse(context, 'filter has only color and size.');
    const kinds = query.getAll('kind');
    if (kinds.length > 2 || new Set(kinds).size < kinds.length || kinds.some((kind) => kind !== 'parcel' && kind !== 'letter')) refuse(context, 'kind is not as described.');
    const trace = context.get('x-trace-id');
    if (trace !== '' && !/^[0-9a-f]{8}$/.test(trace)) refuse(context, 'X-Trace-Id is not as described.');
    const theme = context.cookies.get('theme');
    if (theme !== undefined && theme !== 'light' && theme !== 'dark') refuse(context, 'theme is light or dark.');
    const { items, total } = store.list(kinds, Number(limit ?? 20));
    context.set('X-Total', String(total));
    context.body = { items };
  });
  router.post('/things', (context) => {
    if (!isThing(context.request.body)) refuse(context, ajv.errorsText(isThing.errors));
    const thing = store.create(context.request.body as Record<string, unknown>);
    context.status = 201;
    context.set('Location', `/things/${thing.id}`);
    context.body = thing;
  });
  router.get('/things/:id', (context) => { found(context, store.find(context.params['id'] ?? '')); });
  router.put('/things/:id', (context) => {
    if (!isThing(context.request.body)) refuse(context, ajv.errorsText(isThing.errors));
    found(context, store.replace(context.params['id'] ?? '', context.request.body as Record<string, unknown>));
  });
  router.delete('/things/:id', (context) => {
    if (!store.remove(context.params['id'] ?? '')) context.throw(404, 'There is no such thing.');
    context.status = 204;
  });
  router.post('/things/:id/labels', (context) => {
    const { label, color, priority } = (context.request.body ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof label !== 'string' || !/^[a-z-]{1,12}$/.test(label)) refuse(context, 'label is not as described.');
    if (color !== undefined && color !== 'red' && color !== 'green') refuse(context, 'color is red or green.');
    if (priority !== undefined && !/^[1-5]$/.test(String(priority))) refuse(context, 'priority is from 1 to 5.');
    found(context, store.label(context.params['id'] ?? '', String(label)));
  });
  router.post('/measurements', (context) => {
    if (!isMeasurement(context.request.body)) refuse(context, ajv.errorsText(isMeasurement.errors));
    context.body = inBaseUnits(context.request.body as Record<string, unknown>);
  });
  router.get('/export', (context) => {
    context.type = 'text/csv';
    context.body = store.csv();
  });
  app.use(router.routes()).use(router.allowedMethods());
  const handle = app.callback();
  return listening(createServer((request, response) => void handle(request, response)));
}
