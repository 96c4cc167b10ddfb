import type { CredentialUse } from '../model/case.ts';
import type { NetworkNote } from '../model/network.ts';
import type { Exchange, RecordedBody, SentRequest } from '../model/exchange.ts';
import { printed, quoted, withVariables } from './shell-word.ts';
import type { ShellEncoding } from './shell-word.ts';
import { visibleLine } from './visible-text.ts';

/** A command for a POSIX shell that sends a request again. */
export interface Curl {
  /** What the reader has to supply first, one line each. */
  readonly notes: readonly string[];
  /** Its words; an option and its value are one of them. */
  readonly words: readonly string[];
}

/** Bytes of a body that still stands in the line; a longer one is a file. */
export const longestInLine = 4_000;
const longestPrinted = 1_000;
/** What curl adds or computes by itself. */
const implied = new Set(['host', 'content-length', 'accept-encoding', 'user-agent', 'connection', 'transfer-encoding']);
/** Taken out before anything was recorded. */
const secret = /redacted-[0-9a-f]{8}/g;

/** Credentials that a case made wrong on purpose must not be mistaken for the reader's own. */
const wrong: Readonly<Partial<Record<CredentialUse, { readonly variable: string; readonly note: string }>>> = {
  malformed: { variable: 'MALFORMED_TOKEN', note: 'MALFORMED_TOKEN: any text that is no token' },
  tampered: { variable: 'TAMPERED_TOKEN', note: 'TAMPERED_TOKEN: your token with some characters in its middle changed' },
  expired: { variable: 'EXPIRED_TOKEN', note: 'EXPIRED_TOKEN: a token that was valid once' },
};

/** Credentials are left to the reader, as `$TOKEN`; no character of the request acts on the terminal. */
export function curlOf({ id, request }: Pick<Exchange, 'id' | 'request'>, whose: CredentialUse = 'owner', network: NetworkNote = {}): Curl {
  const notes = new Set<string>();
  const found = new Map<string, string>();
  const variable = (token: string): string => {
    const other = wrong[whose];
    if (other) notes.add(other.note);
    const name = other?.variable ?? 'TOKEN';
    const known = found.get(token) ?? (found.size === 0 ? name : `${name}_${found.size + 1}`);
    found.set(token, known);
    return known;
  };
  const word = (text: string, encoding: ShellEncoding): string => withVariables(text, secret, variable, encoding);
  const body = request.body && bodyOf(id, request.body);
  if (body?.note !== undefined) notes.add(body.note);
  if (network.certificate) notes.add('CERTIFICATE, KEY: the PEM files of the client certificate');
  return {
    words: [
      ...(body?.before ?? []), 'curl', '-sS', '-i', ...networkWords(network), ...methodOf(request),
      ...(/[[\]{}]/.test(request.url) ? ['-g'] : []),
      ...(/\/\.{1,2}(\/|\?|$)/.test(request.url) ? ['--path-as-is'] : []),
      ...headersOf(request).map(([name, value]) => `-H ${word(value === '' ? `${name};` : `${name}: ${value}`, 'latin1')}`),
      ...unsaid(request).map((name) => `-H '${name}:'`),
      ...(body?.words ?? []), word(request.url, 'utf8'),
    ],
    notes: [...notes],
  };
}

/** The same as text: the notes as comments, the command on one line. */
export function curlText({ notes, words }: Curl): string {
  return [...notes.map((note) => `# ${note}`), words.join(' ')].join('\n');
}

/** How the target was reached, in words of curl; whose certificate was shown is not in the record. */
function networkWords({ proxy, authorities = [], insecure, unixSocket, http2, certificate }: NetworkNote): readonly string[] {
  return [
    ...(insecure ? ['-k'] : []), ...(http2 ? ['--http2'] : []), ...(unixSocket === undefined ? [] : [`--unix-socket ${quoted(unixSocket)}`]), ...(proxy === undefined ? [] : [`-x ${quoted(proxy)}`]),
    ...authorities.slice(0, 1).map((file) => `--cacert ${quoted(file)}`), ...(certificate ? ['--cert "$CERTIFICATE"', '--key "$KEY"'] : []),
  ];
}

function methodOf({ method, body }: SentRequest): readonly string[] {
  if (method === 'HEAD') return ['-I'];
  return method !== 'GET' || body ? [`-X ${quoted(method)}`] : [];
}

function headersOf({ headers }: SentRequest): SentRequest['headers'] {
  return headers.filter(([name]) => !implied.has(name.toLowerCase()));
}

/** Header fields that curl would add, and that were not sent. */
function unsaid({ headers, body }: SentRequest): readonly string[] {
  const said = new Set(headers.map(([name]) => name.toLowerCase()));
  return ['accept', ...(body ? ['content-type'] : [])].filter((name) => !said.has(name));
}

interface CurlBody {
  readonly before?: readonly string[];
  readonly words: readonly string[];
  readonly note?: string;
}

/** A text that begins with `@` would name a file to any other option than `--data-raw`. */
function bodyOf(id: string, body: RecordedBody): CurlBody {
  const bytes = 'text' in body ? body.text.length : body.bytes;
  if (body.cut !== true && bytes <= longestInLine) {
    if ('text' in body && visibleLine(body.text) === body.text) return { words: [`--data-raw ${quoted(body.text)}`] };
    if ('text' in body || bytes <= longestPrinted) return { before: [`printf ${printed(Buffer.from('text' in body ? body.text : body.base64, 'text' in body ? 'utf8' : 'base64'))}`, '|'], words: ['--data-binary @-'] };
  }
  return { words: ['--data-binary @body.bin'], note: `body.bin: the ${body.bytes} bytes of the request body of ${id} in run.ndjson` };
}
