import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Ended } from './calico.ts';
import { calicoHere } from './calico-here.ts';

/** A description that is judged in a moment. */
export const smallShop = {
  openapi: '3.1.1', info: { title: 'Small shop', version: '1' },
  paths: {
    '/offer': {
      get: {
        operationId: 'getOffer',
        parameters: [{ name: 'size', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000 } }],
        responses: {
          200: { description: 'the offer', content: { 'application/json': { schema: { type: 'object', required: ['title', 'price'], properties: { title: { type: 'string' }, price: { type: 'integer' } } } } } },
          400: { description: 'no such size' },
        },
      },
    },
  },
} as const;

/** What would run in a page that does not write it as text. */
export const hostileTitle = '<script>alert(1)</script><img src=x onerror=alert(2)>\u001b[31mred';

/** A server that runs; what it does can be changed. */
export interface Shop {
  readonly url: string;
  honest: boolean | 'no more';
  /** What stands at the well-known place of the host. */
  proof?: object;
  close(): void;
}

/** A server of that description: honest, or with a price that is a text. */
export async function startShop({ honest }: { readonly honest: boolean }): Promise<Shop> {
  const kept: Pick<Shop, 'honest' | 'proof'> = { honest };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://shop');
    const size = searchParams.get('size');
    const good = searchParams.getAll('size').length <= 1 && (size === null || (/^[1-9]\d{0,3}$/.test(size) && Number(size) <= 1000));
    if (pathname === '/.well-known/calico-conformance.json' && kept.proof) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(kept.proof));
    else if (pathname !== '/offer') response.writeHead(404).end();
    else if (request.method === 'OPTIONS') response.writeHead(204, { allow: 'GET, HEAD, OPTIONS' }).end();
    else if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, { allow: 'GET, HEAD, OPTIONS' }).end();
    else if (!good) response.writeHead(400).end();
    else response.writeHead(200, { 'content-type': 'application/json', 'x-build-id': 'build-7' }).end(request.method === 'HEAD' ? undefined : JSON.stringify({ title: hostileTitle, price: kept.honest === true ? 5 : '5' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(kept, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
}

/** Judges such a server into a bundle. */
export async function bundleOfShop(folder: string, bundle: string, { honest, words = [] }: { readonly honest: boolean; readonly words?: readonly string[] }): Promise<Ended> {
  const shop = await startShop({ honest });
  const ended = await calicoHere(['--base-url', shop.url, '--description', join(folder, 'shop.json'), '--bundle', bundle, '--quiet', ...words], folder);
  shop.close();
  return ended;
}
