import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import * as validator from 'express-openapi-validator';
import { listening } from './listening.ts';
import { inBaseUnits } from './store.ts';
import type { Honest, Store } from './store.ts';

/** Express with express-openapi-validator, which reads the description itself. */
export async function expressServer(store: Store): Promise<Honest> {
  const app = express();
  app.set('query parser', 'extended');
  app.disable('x-powered-by');
  app.use(express.json(), express.urlencoded({ extended: false }));
  // The validator looks where cookie-parser leaves what it has read.
  app.use((request: Request, _response: Response, next: NextFunction) => {
    request.cookies = Object.fromEntries((request.headers.cookie ?? '').split(/; */).filter((pair) => pair !== '').map((pair) => pair.split('=')));
    next();
  });
  app.use(validator.middleware({
    apiSpec: fileURLToPath(new URL('store.openapi.yaml', import.meta.url)),
    validateRequests: true,
    validateSecurity: { handlers: { bearer: (request) => request.headers.authorization === `Bearer ${store.token}` } },
  }));
  const missing = (response: Response): unknown => response.status(404).json({ message: 'There is no such thing.' });
  app.get('/status', (_, response) => { response.json({ ok: true }); });
  app.get('/things', (request, response) => {
    const { kind, limit } = request.query as { readonly kind?: string | readonly string[]; readonly limit?: number };
    const { items, total } = store.list([kind ?? []].flat(), Number(limit ?? 20));
    response.set('X-Total', String(total)).json({ items });
  });
  app.post('/things', (request, response) => {
    const thing = store.create(request.body as Record<string, unknown>);
    response.status(201).location(`/things/${thing.id}`).json(thing);
  });
  app.get('/things/:id', (request, response) => {
    const thing = store.find(request.params.id);
    void (thing ? response.json(thing) : missing(response));
  });
  app.put('/things/:id', (request, response) => {
    const thing = store.replace(request.params.id, request.body as Record<string, unknown>);
    void (thing ? response.json(thing) : missing(response));
  });
  app.delete('/things/:id', (request, response) => {
    void (store.remove(request.params.id) ? response.status(204).end() : missing(response));
  });
  app.post('/things/:id/labels', (request, response) => {
    const thing = store.label(request.params.id, String((request.body as Record<string, unknown>)['label']));
    void (thing ? response.json(thing) : missing(response));
  });
  app.post('/measurements', (request, response) => { response.json(inBaseUnits(request.body as Record<string, unknown>)); });
  app.get('/export', (_, response) => { response.type('text/csv').send(store.csv()); });
  app.use((error: { readonly status?: number; readonly message: string; readonly headers?: Readonly<Record<string, string>> }, _request: Request, response: Response, _next: NextFunction) => {
    if (error.status === 401) response.set('WWW-Authenticate', 'Bearer');
    response.status(error.status ?? 500).set(error.headers ?? {}).json({ message: error.message });
  });
  return listening(createServer(app));
}
