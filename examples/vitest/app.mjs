// The API under test: here a handler of node:http; an app of Express, Fastify, Koa or hono is handed over in the same way.
const things = ['anchor', 'bell'];

export function app(request, response) {
  const known = request.url.split('?')[0] === '/things';
  const status = !known ? 404 : ['GET', 'HEAD'].includes(request.method) ? 200 : 405;
  response.writeHead(status, { 'Content-Type': 'application/json', ...(status === 405 && { Allow: 'GET, HEAD' }) });
  response.end(JSON.stringify(status === 200 ? { items: things } : {}));
}
