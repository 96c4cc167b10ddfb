import type { Exchange } from '../model/exchange.ts';

const longestBody = 4_000;
/** What curl adds or computes by itself. */
const implied = new Set(['host', 'content-length', 'accept-encoding', 'user-agent', 'connection', 'transfer-encoding']);

/** A command for a POSIX shell that sends the request again. Credentials are left to the reader. */
export function curlOf({ request }: Exchange): string {
  const words = ['curl', '-sS', '-i'];
  if (request.method === 'HEAD') words.push('-I');
  else if (request.method !== 'GET' || request.body) words.push('-X', quoted(request.method));
  if (/[[\]{}]/.test(request.url)) words.push('-g');
  if (/\/\.{1,2}(\/|\?|$)/.test(request.url)) words.push('--path-as-is');
  for (const [name, value] of request.headers) {
    if (implied.has(name.toLowerCase())) continue;
    words.push('-H', name.toLowerCase() === 'authorization' ? `"${name}: ${value.split(' ')[0] ?? ''} $TOKEN"` : quoted(value === '' ? `${name};` : `${name}: ${value}`));
  }
  if (request.body) words.push(...bodyWords(request.body));
  words.push(quoted(request.url));
  return words.join(' ');
}

/** A text that begins with `@` would name a file to any other option. */
function bodyWords(body: NonNullable<Exchange['request']['body']>): readonly string[] {
  if (!('text' in body)) return ['--data-binary', `@body.bin # ${body.bytes} bytes`];
  return body.text.length > longestBody ? ['--data-binary', `@body.txt # ${body.bytes} bytes, beginning with ${quoted(body.text.slice(0, 40))}`] : ['--data-raw', quoted(body.text)];
}

/** One word for a POSIX shell, whatever is in it. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
