// canned-server.mjs [MILLISECONDS]: a server that costs next to nothing: it checks the four parameters of the synthetic
// description and answers from memory, at once or after this time.
import { createServer } from 'node:http';

const item = (n) => ({ id: `3f2b8c1e-5d4a-4b7e-9c21-${String(n).padStart(12, '0')}`, name: `item ${n}`, amount: `${n}.25`, state: n % 2 ? 'open' : 'closed', created_at: 1_700_000_000_000 + n, tags: ['x', 'y'] });
const page = Buffer.from(JSON.stringify({ data: Array.from({ length: 10 }, (_, n) => item(n)) }));
const problem = Buffer.from('{"message":"refused"}');

const isValid = (query) => {
  const { limit, flag, kind, text } = Object.fromEntries(new URLSearchParams(query));
  return (limit === undefined || (/^\d+$/.test(limit) && +limit >= 1 && +limit <= 100))
    && (flag === undefined || flag === 'true' || flag === 'false')
    && (kind === undefined || kind === 'a' || kind === 'b' || kind === 'c')
    && (text === undefined || ([...text].length >= 2 && [...text].length <= 5));
};

const delay = Number(process.argv[2] ?? 0);

const server = createServer((request, response) => {
  const [, query = ''] = request.url.split('?');
  const status = request.headers.authorization !== 'Bearer bench-token-0123456789' ? 401 : isValid(query) ? 200 : 400;
  const body = status === 200 ? page : problem;
  const answer = () => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, ...(status === 401 && { 'www-authenticate': 'Bearer' }) });
    response.end(body);
  };
  if (delay > 0) setTimeout(answer, delay);
  else answer();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit(0));
