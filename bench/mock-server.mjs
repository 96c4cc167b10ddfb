// A server made from a description alone by openapi-backend, which nobody here wrote: it validates requests with its own
// ajv and answers with the examples of the description, or with values that it makes from the schemas.
import { createServer } from 'node:http';
import ajvFormats from 'ajv-formats';
import { OpenAPIBackend } from 'openapi-backend';

/** The token that a scheme's holder presents. */
export const tokenOf = (scheme) => `token-of-${scheme.replaceAll(/[^A-Za-z0-9]/g, '')}`;

/** Starts a mock of a description on a free port; rejects where the library cannot read the description. */
export async function startMock(document) {
  const definition = structuredClone(document);
  let unnamed = 0;
  delete definition.servers;
  for (const item of Object.values(definition.paths)) {
    delete item.servers;
    for (const method of ['get', 'put', 'post', 'delete', 'patch', 'options', 'head']) {
      if (!item[method]) continue;
      delete item[method].servers;
      item[method].operationId ??= `unnamed${unnamed++}`;
    }
  }
  const json = (status, value) => ({ status, value, mediaType: 'application/json' });
  const api = new OpenAPIBackend({
    definition, strict: false, ajvOpts: { strict: false, logger: false },
    customizeAjv: (ajv) => { ajvFormats.default(ajv); return ajv; },
    handlers: {
      notImplemented: (context) => {
        const { status, mock } = context.api.mockResponseForOperation(context.operation.operationId);
        const described = context.operation.responses?.[status] ?? context.operation.responses?.default;
        return { status, value: mock, mediaType: Object.keys(described?.content ?? {})[0] };
      },
      notFound: () => json(404, { message: 'There is nothing here.' }),
      methodNotAllowed: () => json(405, { message: 'This cannot be done here.' }),
      validationFail: (context) => json(400, { message: 'It is not as described.', errors: context.validation.errors }),
      unauthorizedHandler: () => json(401, { message: 'Who are you?' }),
    },
  });
  const schemes = Object.keys(definition.components?.securitySchemes ?? {});
  // Registering by name needs a document that is read already.
  for (const scheme of schemes) api.securityHandlers[scheme] = ({ request: { headers, query, cookies } }) => JSON.stringify([headers, query, cookies]).includes(tokenOf(scheme)) || basic(headers).includes(tokenOf(scheme));
  await api.init();
  const respond = async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, value, mediaType } = await answer(api, request, Buffer.concat(chunks)).catch((error) => json(500, { message: String(error?.message) }));
    const type = mediaType?.includes('*') ? 'application/json' : mediaType;
    const text = value === undefined || status === 204 || status === 304 ? '' : typeof value === 'string' && !/json/.test(type ?? '') ? value : JSON.stringify(value);
    response.writeHead(status, { 'content-length': Buffer.byteLength(text), ...(text !== '' && type !== undefined && { 'content-type': type }), ...(status === 401 && { 'www-authenticate': 'Bearer' }) });
    response.end(request.method === 'HEAD' ? '' : text);
  };
  const server = createServer((request, response) => void respond(request, response).catch(() => response.destroy()));
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    baseUrl: `http://127.0.0.1:${server.address().port}`,
    credentials: Object.fromEntries(schemes.map((scheme) => [scheme, tokenOf(scheme)])),
    close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}

async function answer(api, { method, url, headers }, body) {
  const { pathname, search } = new URL(url, 'http://localhost');
  if (body.length > 1_000_000) return { status: 413, value: { message: 'That is too much.' }, mediaType: 'application/json' };
  if (/json/.test(headers['content-type'] ?? '') && body.length > 0) {
    try {
      JSON.parse(body.toString());
    } catch {
      return { status: 400, value: { message: 'The body is no JSON.' }, mediaType: 'application/json' };
    }
  }
  return api.handleRequest({ method, path: pathname, query: search.slice(1), headers, body: body.length > 0 ? body.toString() : undefined });
}

function basic({ authorization = '' }) {
  return authorization.startsWith('Basic ') ? Buffer.from(authorization.slice(6), 'base64').toString() : '';
}
