import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** A scheme of the description, and how operations name it. */
export function describedBy(schemes: Readonly<Record<string, object>>, security: readonly object[]): object {
  const note = { type: 'object', required: ['id', 'title'], properties: { id: { type: 'string' }, title: { type: 'string' } } };
  const json = (schema: object): object => ({ 'application/json': { schema } });
  const refusals = { 400: { description: 'No.' }, 401: { description: 'Who?' } };
  return {
    openapi: '3.1.0', info: { title: 'Notes', version: '1' }, security,
    components: { securitySchemes: schemes },
    paths: {
      '/notes': {
        get: {
          operationId: 'listNotes',
          parameters: [
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
            { name: 'order', in: 'query', schema: { enum: ['oldest', 'newest'] } },
          ],
          responses: { 200: { description: 'Some.', content: json({ type: 'object', required: ['notes'], properties: { notes: { type: 'array', items: note } } }) }, ...refusals },
        },
        post: {
          operationId: 'createNote',
          requestBody: { required: true, content: json({ type: 'object', required: ['title'], properties: { title: { type: 'string', minLength: 2, maxLength: 40 }, size: { type: 'integer', minimum: 1, maximum: 9 } } }) },
          responses: { 201: { description: 'Made.', content: json(note) }, ...refusals, 415: { description: 'JSON only.' } },
        },
      },
    },
  };
}

/** What the door says to a request: come in, who are you, or wrong place. */
export type Door = (request: IncomingMessage) => Promise<boolean> | boolean;

/** An honest API behind a door. `liar`: it says 401 to every broken request, too. */
export function notesApi(door: Door, { liar = false }: { readonly liar?: boolean } = {}): RequestListener {
  return (request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => {
      void answer(request, response, text, door, liar);
    });
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, text: string, door: Door, liar: boolean): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://notes');
  const unknown = (): void => void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
  const broken = (status: number): void => (liar ? unknown() : void response.writeHead(status).end());
  const { method = '' } = request;
  if (pathname !== '/notes') return void response.writeHead(404).end();
  if (method === 'OPTIONS') return void response.writeHead(204, { allow: 'GET, HEAD, POST, OPTIONS' }).end();
  if (!['GET', 'HEAD', 'POST'].includes(method)) return void response.writeHead(405, { allow: 'GET, HEAD, POST, OPTIONS' }).end();
  if (!(await door(request))) return unknown();
  if (method === 'POST') {
    if (request.headers['content-type'] !== 'application/json') return broken(415);
    const note = noteIn(text);
    if (!note) return broken(400);
    return void response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 'n2', title: note }));
  }
  const good = ['limit', 'order'].every((name) => searchParams.getAll(name).length <= 1) && isBetween(searchParams.get('limit') ?? '1', 100) && ['oldest', 'newest'].includes(searchParams.get('order') ?? 'oldest');
  if (!good) return broken(400);
  response.writeHead(200, { 'content-type': 'application/json' }).end(method === 'HEAD' ? undefined : JSON.stringify({ notes: [{ id: 'n1', title: 'one' }] }));
}

function isBetween(text: string, most: number): boolean {
  return /^[1-9]\d{0,3}$/.test(text) && Number(text) <= most;
}

function noteIn(text: string): string | undefined {
  try {
    const { title, size } = JSON.parse(text) as { readonly title?: unknown; readonly size?: unknown };
    const good = typeof title === 'string' && [...title].length >= 2 && [...title].length <= 40 && (size === undefined || (Number.isInteger(size) && Number(size) >= 1 && Number(size) <= 9));
    return good ? title : undefined;
  } catch {
    return undefined;
  }
}
