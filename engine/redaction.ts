import { isUtf8 } from 'node:buffer';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Exchange, HeaderFields, RecordedBody } from '../model/exchange.ts';
import type { WireRequest } from '../model/target.ts';

/** Takes secrets out of what is recorded. Equal secrets become equal names, so that equality can still be judged. */
export interface Redactor {
  /**
   * From now on this text is a secret, in whatever form it appears. What stands for it is made of its role where one is given, so that every run
   * calls it alike; otherwise of itself, by a key that nobody knows.
   */
  addSecret(secret: string, role?: string): void;
  /** What stands for secrets with a role, so far. */
  standIns(): readonly string[];
  redactText(text: string): string;
  redactExchange(exchange: Exchange): Exchange;
  /**
   * Puts back what the target itself has handed out, such as the token of a login that the next step of a flow brings along:
   * flows see redacted answers only. Our own credentials are never put back.
   */
  restoreRequest(request: WireRequest): WireRequest;
}

/** Shorter texts are no secrets worth the name, and taking them out everywhere would take out half of everything. */
const shortest = 6;
const mostLearned = 100;
const leastVariety = 5;
const mostHandedOut = 1_000;
const secretHeaders = new Set([
  'authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'api-key', 'x-auth-token', 'x-access-token', 'x-csrf-token', 'x-amz-security-token',
]);
const secretNames = [
  'access_token', 'refresh_token', 'id_token', 'client_secret', 'client_assertion', 'api_key', 'apikey', 'password', 'passwd', 'secret', 'private_key', 'session_id', 'sessionid', 'authorization',
];
const anyName = secretNames.map((name) => name.replaceAll('_', '[_-]?')).join('|');
/** A member of JSON, also of JSON that stands in a string of other JSON, where its quotation marks are escaped. */
const jsonMember = new RegExp(`((\\\\*")(?:${anyName})\\2\\s*:\\s*\\2)((?:(?!\\2)(?:[^"\\\\]|\\\\+[^\\\\]))*)(\\2)`, 'gi');
/** Whether there is one at all, as in most bodies there is none. */
const anyMember = new RegExp(jsonMember.source, 'i');
const pair = new RegExp(`((?:^|[?&])(?:${anyName})=)([^&#\\s]*)`, 'gi');

/** A redactor for one run. Its key is forgotten with it; a test may give its own. */
export function createRedactor(key: Uint8Array = randomBytes(32)): Redactor {
  const forms = new Map<string, string>();
  let matcher: RegExp | undefined;

  const tokens = new Map<string, string>();
  const tokenFor = (secret: string): string => {
    const known = tokens.get(secret) ?? forms.get(secret);
    if (known !== undefined) return known;
    const token = `redacted-${createHmac('sha256', key).update(secret).digest('hex').slice(0, 8)}`;
    // The same few credentials come with every request; what comes once need not be remembered.
    if (tokens.size < 1_000) tokens.set(secret, token);
    return token;
  };

  const standIns = new Set<string>();
  /** Says nothing about the secret. */
  const standInFor = (role: string): string => {
    const token = `redacted-${createHash('sha256').update(`calico-conformance, ${role}`).digest('hex').slice(0, 8)}`;
    standIns.add(token);
    return token;
  };

  const addSecret = (secret: string, role?: string): void => {
    if (secret.length < shortest) return;
    const token = forms.get(secret) ?? (role === undefined ? tokenFor(secret) : standInFor(role));
    for (const form of formsOf(secret)) if (form.length >= shortest) forms.set(form, token);
    // The user and the password of `user:password` are secrets by themselves too; the user alone need not be one.
    const colon = secret.indexOf(':');
    if (colon > 0 && secret.length - colon > shortest) for (const form of formsOf(secret.slice(colon + 1))) forms.set(form, token);
    matcher = undefined;
  };

  const known = (): RegExp | undefined => {
    if (forms.size === 0) return undefined;
    // Longer forms first: a secret may be part of another one.
    return (matcher ??= new RegExp([...forms.keys()].sort((a, b) => b.length - a.length).map((form) => form.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|'), 'g'));
  };

  const redactText = (text: string): string => {
    const expression = known();
    return expression ? text.replaceAll(expression, (found) => forms.get(found) ?? tokenFor(found)) : text;
  };

  const redactUrl = (url: string): string => redactText(url.replaceAll(pair, (_, name: string, value: string) => (value === '' ? name : name + tokenFor(value))));

  const redactHeaders = (headers: HeaderFields): HeaderFields => headers.map(([name, value]) => {
    if (!secretHeaders.has(name.toLowerCase()) || value === '') return [name, redactText(value)];
    const scheme = /^(bearer|basic|digest|token|apikey)(\s+)(.+)$/i.exec(value);
    return [name, scheme ? `${scheme[1] ?? ''}${scheme[2] ?? ' '}${tokenFor(scheme[3] ?? '')}` : tokenFor(value)];
  });

  const redactBody = (body: RecordedBody): RecordedBody => {
    if (!('text' in body)) return { ...body, base64: redactText(body.base64) };
    const known = redactText(body.text);
    const text = anyMember.test(known)
      ? known.replaceAll(jsonMember, (whole, before: string, _quote: string, value: string, after: string) => (value === '' || value.startsWith('redacted-') ? whole : before + tokenFor(value) + after))
      : known;
    return { ...body, text: /^[^\s{[<"]*=/.test(text) ? text.replaceAll(pair, (whole, name: string, value: string) => (value === '' || value.startsWith('redacted-') ? whole : name + tokenFor(value))) : text };
  };

  /** What is sent as a password may come back in any form. What has hardly any variety is no password worth the name. */
  let learned = 0;
  const learn = (body: RecordedBody | undefined): void => {
    if (!body || !('text' in body)) return;
    for (const [, , , value = ''] of body.text.matchAll(jsonMember)) {
      if (learned >= mostLearned || tokens.has(value) || new Set(value).size < leastVariety) continue;
      learned++;
      addSecret(value);
    }
  };

  const handedOut = new Map<string, string>();
  const remember = ({ response }: Exchange): void => {
    if (response.kind === 'failure' || !response.body || !('text' in response.body) || !anyMember.test(response.body.text)) return;
    for (const [, , , value = ''] of response.body.text.matchAll(jsonMember)) {
      if (value !== '' && !forms.has(value) && handedOut.size < mostHandedOut) handedOut.set(tokenFor(value), unescaped(value));
    }
  };
  /** What is sent on is a secret from now on, wherever it appears. */
  const restored = (text: string, written: (secret: string) => string): string => text.replaceAll(/redacted-[0-9a-f]{8}/g, (token) => {
    const secret = handedOut.get(token);
    if (secret === undefined) return token;
    addSecret(secret);
    return written(secret);
  });

  const restoreRequest = (request: WireRequest): WireRequest => {
    if (handedOut.size === 0) return request;
    const type = request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
    const inBody = /json/i.test(type) ? (secret: string) => JSON.stringify(secret).slice(1, -1) : /urlencoded/i.test(type) ? encodeURIComponent : (secret: string) => secret;
    return {
      ...request,
      path: restored(request.path, encodeURIComponent),
      headers: request.headers.map(([name, value]) => [name, restored(value, (secret) => secret)]),
      ...(request.body && { body: isUtf8(request.body) ? Buffer.from(restored(Buffer.from(request.body).toString('utf8'), inBody)) : request.body }),
    };
  };

  const redactExchange = (exchange: Exchange): Exchange => {
    learn(exchange.request.body);
    remember(exchange);
    return {
      ...exchange,
      request: {
        ...exchange.request,
        url: redactUrl(exchange.request.url),
        headers: redactHeaders(exchange.request.headers),
        ...(exchange.request.body && { body: redactBody(exchange.request.body) }),
      },
      response: exchange.response.kind === 'failure'
        ? { ...exchange.response, what: redactText(exchange.response.what) }
        : { ...exchange.response, headers: redactHeaders(exchange.response.headers), ...(exchange.response.body && { body: redactBody(exchange.response.body) }) },
    };
  };

  return { addSecret, standIns: () => [...standIns], redactText, redactExchange, restoreRequest };
}

/** A text as it means, from how it stands in JSON. */
function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

/** The forms in which a text appears on a wire or in a record. */
function formsOf(secret: string): readonly string[] {
  const percent = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString('base64');
  return [...new Set([
    secret, json, JSON.stringify(json).slice(1, -1), percent, percent.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()), percent.replaceAll('%20', '+'),
    encodeURI(secret), base64, base64.replace(/=+$/, ''), Buffer.from(secret).toString('base64url'),
    ...embeddedBase64(secret),
  ])].filter((form) => form !== '');
}

/** The inner part of the base64 of a text that begins somewhere inside other bytes, such as the password in `user:password`. */
function embeddedBase64(secret: string): readonly string[] {
  return [1, 2].flatMap((shift) => {
    const inner = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]).toString('base64').replace(/=+$/, '').slice(4, -2);
    return inner.length >= 12 ? [inner] : [];
  });
}
