import { expressServer } from './express.ts';
import { fastifyServer } from './fastify.ts';
import { honoServer } from './hono.ts';
import { koaServer } from './koa.ts';
import { plainServer } from './plain.ts';
import type { Honest, Store } from './store.ts';

/** Honest servers of one description, each made and validated with what is usual around its framework. */
export const honestServers: Readonly<Record<string, (store: Store) => Promise<Honest>>> = {
  'Express with express-openapi-validator': expressServer,
  'Fastify with its ajv, bodies not coerced': (store) => fastifyServer(store, { strict: true }),
  'Koa with ajv': koaServer,
  'hono with zod': honoServer,
  'plain node:http': plainServer,
};
