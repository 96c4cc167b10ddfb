import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Router from '@koa/router';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import type { App } from '../../target/served-app.ts';

function plain(items: unknown): (request: IncomingMessage, response: ServerResponse) => void {
  return ({ url, method }, response) => {
    const [status, value] = url !== '/things' ? [404, {}] : method === 'GET' || method === 'HEAD' ? [200, { items }] : [405, {}];
    response.writeHead(status, { 'Content-Type': 'application/json', ...(status === 405 && { Allow: 'GET, HEAD' }) }).end(JSON.stringify(value));
  };
}

/** The same operation, made with everything that a user may hand in. */
export const apps: Readonly<Record<string, (items: unknown) => App>> = {
  'a handler of node:http': plain,
  'a server of node:http': (items) => createServer(plain(items)),
  Express: (items) => {
    const app = express();
    app.get('/things', (_, response) => { response.json({ items }); });
    app.all('/things', (_, response) => { response.status(405).set('Allow', 'GET, HEAD').json({}); });
    return app;
  },
  Koa: (items) => {
    const router = new Router();
    router.get('/things', (context) => { context.body = { items }; });
    return new Koa().use(router.routes()).use(router.allowedMethods());
  },
  Fastify: (items) => {
    const app = Fastify();
    app.get('/things', () => ({ items }));
    app.route({ method: ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], url: '/things', handler: (_, reply) => reply.code(405).header('Allow', 'GET, HEAD').send({}) });
    return app;
  },
  hono: (items) => new Hono().get('/things', (context) => context.json({ items })).all('/things', (context) => context.json({}, 405, { Allow: 'GET, HEAD' })),
};
