import { describe, expect, test } from 'vitest';
import type { Exchange } from '../model/exchange.ts';
import { createRedactor } from './redaction.ts';

const canary = 'cana"ry/42+se cret=ü';
const key = new Uint8Array(32);

function exchangeWith(text: string): Exchange {
  return {
    id: 'x1', attempt: 1, startedAt: 0, durationMs: 1,
    request: {
      method: 'POST', url: `http://target.example/a?q=${encodeURIComponent(text)}&access_token=inthequery`,
      headers: [['Authorization', `Bearer ${text}`], ['Cookie', `sid=${text}`], ['X-Note', text]],
      body: { text: JSON.stringify({ note: text, nested: { password: 'in the body' }, next_page_token: 'page-two-of-three' }), bytes: 1 },
    },
    response: {
      kind: 'response', status: 200, headers: [['Set-Cookie', 'session=fresh-from-server'], ['X-Echo', text]],
      body: { text: JSON.stringify({ echo: text, token: Buffer.from(text).toString('base64') }), bytes: 1 },
    },
  };
}

describe('a secret', () => {
  const forms: Readonly<Record<string, string>> = {
    raw: canary,
    'escaped in JSON': JSON.stringify(canary).slice(1, -1),
    'escaped twice': JSON.stringify(JSON.stringify(canary)).slice(3, -3),
    'percent-encoded': encodeURIComponent(canary),
    'percent-encoded in lower case': encodeURIComponent(canary).toLowerCase(),
    'form-encoded': encodeURIComponent(canary).replaceAll('%20', '+'),
    base64: Buffer.from(canary).toString('base64'),
    base64url: Buffer.from(canary).toString('base64url'),
    'base64 of user and password': Buffer.from(`user:${canary}`).toString('base64'),
  };
  test.each(Object.entries(forms))('%s does not survive', (name, form) => {
    const redactor = createRedactor(key);
    redactor.addSecret(canary);
    const text = redactor.redactText(`before ${form} after`);
    if (name === 'base64 of user and password') expect(text).not.toContain(form);
    else expect(text).toMatch(/^before redacted-[0-9a-f]{8} after$/);
  });

  test('of equal secrets equal tokens remain, of different ones different tokens', () => {
    const redactor = createRedactor(key);
    redactor.addSecret('first-secret');
    redactor.addSecret('second-secret');
    const [a, b, c] = redactor.redactText('first-secret first-secret second-secret').split(' ');
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });

  test('with a role is called by it, in every run alike, also in a header and within another; the role says nothing of the secret', () => {
    const one = createRedactor();
    const other = createRedactor();
    one.addSecret('ada:first-secret', 'owner, scheme basic');
    other.addSecret('ada:another-one', 'owner, scheme basic');
    const [name] = one.standIns();
    expect(other.standIns()).toEqual([name]);
    const header = (pair: string): Exchange => ({ ...exchangeWith('a'), request: { method: 'GET', url: 'http://target.example/', headers: [['Authorization', `Basic ${Buffer.from(pair).toString('base64')}`]] } });
    expect(one.redactExchange(header('ada:first-secret')).request.headers).toEqual([['Authorization', `Basic ${name}`]]);
    expect(other.redactExchange(header('ada:another-one')).request.headers).toEqual([['Authorization', `Basic ${name}`]]);
    expect(one.redactText('first-secret')).toBe(name);
    one.addSecret('got anew 123', 'owner, scheme basic');
    expect(one.redactText('got anew 123')).toBe(name);
    expect(one.redactText('another-one')).toBe('another-one');
  });

  test('too short to be one stays, or half of every text would go', () => {
    const redactor = createRedactor(key);
    redactor.addSecret('abc');
    expect(redactor.redactText('abcabc')).toBe('abcabc');
  });
});

describe('an exchange', () => {
  const redactor = createRedactor(key);
  redactor.addSecret(canary);
  const text = JSON.stringify(redactor.redactExchange(exchangeWith(canary)));

  test('holds no secret in any place or form', () => {
    for (const form of [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary), Buffer.from(canary).toString('base64')]) expect(text).not.toContain(form);
    for (const named of ['inthequery', 'in the body', 'fresh-from-server']) expect(text).not.toContain(named);
  });

  test('keeps what pagination needs, and the scheme of credentials', () => {
    expect(text).toContain('page-two-of-three');
    expect(text).toMatch(/Bearer redacted-/);
  });

  test('stays as it was where there is nothing to hide', () => {
    const plain: Exchange = { ...exchangeWith('nothing'), request: { method: 'GET', url: 'http://target.example/a?b=c', headers: [['accept', '*/*']] } };
    expect(redactor.redactExchange(plain).request).toEqual(plain.request);
  });
});

describe('what the target hands out, and a flow sends back', () => {
  const answer = (body: string): Exchange => ({ ...exchangeWith('x'), response: { kind: 'response', status: 200, headers: [], body: { text: body, bytes: body.length } } });
  const login = (redactor: ReturnType<typeof createRedactor>, secret: string): string => {
    const { response } = redactor.redactExchange(answer(JSON.stringify({ access_token: secret })));
    return response.kind === 'response' && response.body && 'text' in response.body ? (JSON.parse(response.body.text) as { access_token: string }).access_token : '';
  };
  const secret = 'a/b "c"+d=ü';

  test('is put back, as each place writes it, and is a secret there too', () => {
    const redactor = createRedactor(key);
    const token = login(redactor, secret);
    expect(token).toMatch(/^redacted-[0-9a-f]{8}$/);
    const sent = redactor.restoreRequest({ method: 'POST', path: `/a/${token}?t=${token}`, headers: [['content-type', 'application/json'], ['x-session', `Bearer ${token}`]], body: Buffer.from(JSON.stringify({ note: token })) });
    expect(sent.path).toBe(`/a/${encodeURIComponent(secret)}?t=${encodeURIComponent(secret)}`);
    expect(sent.headers[1]).toEqual(['x-session', `Bearer ${secret}`]);
    expect(JSON.parse(Buffer.from(sent.body ?? []).toString('utf8'))).toEqual({ note: secret });
    expect(redactor.redactText(`in ${secret} and ${encodeURIComponent(secret)}`)).not.toContain('d=');
  });

  test('our own credentials and what nobody handed out stay as they are', () => {
    const redactor = createRedactor(key);
    redactor.addSecret('our-own-token');
    const echoed = login(redactor, 'our-own-token');
    const request = { method: 'GET', path: `/a/${echoed}/redacted-00000000`, headers: [['x-a', redactor.redactText('our-own-token')] as const] };
    login(redactor, secret);
    expect(redactor.restoreRequest(request)).toEqual(request);
  });
});
