// What runs inside of the container of a compose file: an API of notes, which stand in PostgreSQL and nowhere else.
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 2_000 });
for (let tries = 0; ; tries++) {
  try {
    await pool.query('CREATE TABLE IF NOT EXISTS note (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), title text NOT NULL, made timestamptz NOT NULL DEFAULT now())');
    break;
  } catch (error) {
    if (tries > 60) throw error;
    await new Promise((resolve) => { setTimeout(resolve, 250); });
  }
}
await pool.query("INSERT INTO note (title) VALUES ('first'), ('second')");
console.log('The database is there.');

const isId = (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

async function answer(method, path, query, body) {
  const [, id] = /^\/notes\/([^/]+)$/.exec(path) ?? [];
  if (path !== '/notes' && id === undefined) return [404, { message: 'Nothing is here.' }];
  const allowed = id === undefined ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD', 'DELETE'];
  if (!allowed.includes(method)) return [405, { message: 'Not with this method.' }, { allow: allowed.join(', ') }];
  if (id !== undefined) {
    if (!isId(id)) return [400, { message: 'That is no id.' }];
    const { rows: [note] } = await pool.query(method === 'DELETE' ? 'DELETE FROM note WHERE id = $1 RETURNING id, title' : 'SELECT id, title FROM note WHERE id = $1', [id]);
    return note ? (method === 'DELETE' ? [204] : [200, note]) : [404, { message: 'There is no such note.' }];
  }
  if (method === 'POST') {
    const title = body?.title;
    if (typeof title !== 'string' || title.length < 1 || title.length > 40 || title.includes('\0') || Object.keys(body).length !== 1) return [400, { message: 'A note has a title, of 1 to 40 characters.' }];
    const { rows: [note] } = await pool.query('INSERT INTO note (title) VALUES ($1) RETURNING id, title', [title]);
    return [201, note, { location: `/notes/${note.id}` }];
  }
  const limit = query.get('limit') ?? '20';
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100) return [400, { message: 'A limit is a number from 1 to 100.' }];
  return [200, { notes: (await pool.query('SELECT id, title FROM note ORDER BY made, id LIMIT $1', [Number(limit)])).rows }];
}

async function serve(request, response) {
  const send = (status, value, headers = {}) => {
    response.writeHead(status, { ...headers, ...(value && { 'content-type': 'application/json' }) });
    response.end(value && request.method !== 'HEAD' ? JSON.stringify(value) : undefined);
  };
  try {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url, 'http://notes');
    let body;
    if (request.method === 'POST') {
      if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return send(415, { message: 'Only JSON.' });
      try {
        body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
      } catch {
        return send(400, { message: 'That is no JSON.' });
      }
    }
    return send(...await answer(request.method, decodeURIComponent(pathname), searchParams, body));
  } catch (error) {
    console.error(error);
    return send(500, { message: 'Broken.' });
  }
}

createServer((request, response) => void serve(request, response)).listen(8080, '0.0.0.0');
process.on('SIGTERM', () => process.exit(0));
