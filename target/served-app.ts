import { createServer, Server, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * An API within this process: an Express app or any handler of node:http, a server of node:http, an app of Koa, of Fastify, or of hono
 * (or anything else that has `fetch`).
 */
export type App =
  | RequestListener
  | Server
  | { callback(): RequestListener }
  | { ready(): PromiseLike<unknown>; routing(request: IncomingMessage, response: ServerResponse): void }
  | { fetch(request: Request): Response | Promise<Response> };

/** An app that is listening. */
export interface ServedApp {
  /** Without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Lets an app listen at a free port of the loopback. A server that is listening already keeps doing so, also when all is over. */
export async function serveApp(app: App): Promise<ServedApp> {
  const server = await serverOf(app);
  const own = !server.listening;
  if (own) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', () => { resolve(); });
    });
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => (own ? closed(server) : Promise.resolve()),
  };
}

async function serverOf(app: App): Promise<Server> {
  if (app instanceof Server) return app;
  // Express apps are functions that have methods too, so this comes first.
  if (typeof app === 'function') return createServer(app);
  if ('routing' in app) {
    await app.ready();
    return createServer((request, response) => { app.routing(request, response); });
  }
  if ('callback' in app) return createServer(app.callback());
  if ('fetch' in app) {
    const { createAdaptorServer } = await import('@hono/node-server');
    return createAdaptorServer({ fetch: (request) => app.fetch(request), overrideGlobalObjects: false }) as Server;
  }
  throw new TypeError('This is no app: it is no function, no server of node:http, and has none of routing, callback and fetch.');
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => { resolve(); });
    server.closeAllConnections();
  });
}
