import { describe, expect, test } from 'vitest';
import type { CredentialUse } from '../../model/case.ts';
import type { Description, SecurityScheme } from '../../model/description.ts';
import type { WireRequest } from '../../model/target.ts';
import { withCredentials } from './authorised-sender.ts';
import type { CredentialSettings } from './credentials.ts';
import { credentialParts } from './credentials.ts';

const nobody: CredentialSettings = { schemes: {}, headers: [], others: {} };

function described(schemes: Readonly<Record<string, SecurityScheme>>): Description {
  return {
    title: '', version: '', dialect: '3.1', source: '', digest: '', bundledDigest: '', document: {}, operations: [], servers: [], notices: [],
    securitySchemes: new Map(Object.entries(schemes)),
  };
}

const operation = (...alternatives: readonly (readonly string[])[]) =>
  ({ security: alternatives.map((names) => new Map(names.map((name) => [name, []] as const))) });

const bearer = described({ bearer: { kind: 'bearer' } });

describe('what the owner sends', () => {
  const rows: readonly (readonly [scheme: SecurityScheme, secret: string, headers: unknown, query: unknown])[] = [
    [{ kind: 'bearer' }, 't', [['authorization', 'Bearer t']], []],
    [{ kind: 'oauth2' }, 't', [['authorization', 'Bearer t']], []],
    [{ kind: 'basic' }, 'u:p', [['authorization', 'Basic dTpw']], []],
    [{ kind: 'apiKey', in: 'header', name: 'X-Key' }, 'k', [['X-Key', 'k']], []],
    [{ kind: 'apiKey', in: 'query', name: 'key' }, 'k&', [], ['key=k%26']],
    [{ kind: 'apiKey', in: 'cookie', name: 'sid' }, 'k;', [['cookie', 'sid=k%3B']], []],
  ];
  test.each(rows)('%j', (scheme, secret, headers, query) => {
    expect(credentialParts(described({ s: scheme }), operation(['s']), 'owner', { ...nobody, schemes: { s: secret } })).toEqual({ headers, query });
  });

  test('the alternative that is configured is chosen', () => {
    const both = described({ key: { kind: 'apiKey', in: 'header', name: 'X-Key' }, basic: { kind: 'basic' } });
    expect(credentialParts(both, operation(['key'], ['basic']), 'owner', { ...nobody, schemes: { basic: 'u:p' } })).toEqual({ headers: [['authorization', 'Basic dTpw']], query: [] });
  });

  test('an operation without security gets none', () => {
    expect(credentialParts(bearer, operation(), 'owner', { ...nobody, token: 't' })).toEqual({ headers: [], query: [] });
  });
});

describe('schemes that are wanted together', () => {
  const [oauth, other, basic] = [{ kind: 'oauth2' }, { kind: 'openIdConnect' }, { kind: 'basic' }] as const;
  const cookie = (name: string) => ({ kind: 'apiKey', in: 'cookie', name }) as const;
  const sent = (schemes: Readonly<Record<string, SecurityScheme>>, settings: Partial<CredentialSettings>, use: CredentialUse = 'owner') =>
    credentialParts(described(schemes), operation(Object.keys(schemes)), use, { ...nobody, ...settings });

  test.each(['owner', 'malformed', 'tampered'] as const)('say the same in one place once: %s', (use) => {
    const parts = sent({ a: oauth, b: other }, { token: 'secret' }, use);
    expect('headers' in parts && parts.headers.map(([name]) => name)).toEqual(['authorization']);
  });

  test('all cookies stand in one field', () => {
    expect(sent({ a: cookie('one'), b: cookie('two') }, { schemes: { a: '1', b: '2' } })).toEqual({ headers: [['cookie', 'one=1; two=2']], query: [] });
  });

  test('two things in one place are refused in words', () => {
    expect(sent({ a: oauth, b: basic }, { schemes: { a: 't', b: 'u:p' } })).toEqual({ missing: 'The security schemes a and b are wanted together and both stand in the header field "authorization", which a request has only once.' });
  });
});

describe('cookies that a request has already', () => {
  const request = (cookie: string): WireRequest => ({ method: 'GET', path: '/', headers: [['cookie', cookie]] });
  test.each([['lang=de', 'lang=de; sid=s'], ['sid=mine', 'sid=mine'], ['lang=de; sid=mine', 'lang=de; sid=mine']])('%s becomes %s', (own, together) => {
    expect(withCredentials(request(own), { headers: [['cookie', 'sid=s']], query: [] }).headers).toEqual([['cookie', together]]);
  });
});

describe('what a stranger sends', () => {
  const settings = { ...nobody, token: 'abcdefgh.ijklmnop.qrstuvwxyz' };

  test('nothing, and no header of the user that carries credentials either', () => {
    const headers = [['Authorization', 'Bearer mine'], ['X-Tenant', '7']] as const;
    expect(credentialParts(bearer, operation(['bearer']), 'none', { ...nobody, headers })).toEqual({ headers: [['X-Tenant', '7']], query: [] });
  });

  test('a tampered token keeps its shape and differs before its last character', () => {
    const parts = credentialParts(bearer, operation(['bearer']), 'tampered', settings);
    const sent = 'headers' in parts ? (parts.headers[0]?.[1] ?? '') : '';
    expect(sent).toHaveLength('Bearer '.length + settings.token.length);
    expect(sent.startsWith('Bearer abcdefgh.ijklmnop.')).toBe(true);
    expect(sent.endsWith('z')).toBe(true);
    expect(sent).not.toBe(`Bearer ${settings.token}`);
  });

  test.each(['A', 'AAAAAAAAAAAA', 'B', 'a.bA.cABd', 'x.y.'])('the tampered token %s is as long, and another', (token) => {
    const parts = credentialParts(bearer, operation(['bearer']), 'tampered', { ...nobody, token });
    const sent = 'headers' in parts ? (parts.headers[0]?.[1].replace('Bearer ', '') ?? '') : '';
    expect(sent).toHaveLength(token.length);
    expect(sent).not.toBe(token);
  });

  test('a header given by the user is tampered with in its value, not in its scheme', () => {
    const parts = credentialParts(bearer, operation(['bearer']), 'tampered', { ...nobody, headers: [['authorization', 'Bearer 0123456789']] });
    const sent = 'headers' in parts ? (parts.headers[0]?.[1] ?? '') : '';
    expect(sent).toMatch(/^Bearer .{10}$/);
    expect(sent).not.toBe('Bearer 0123456789');
  });

  test('what is not configured is missing, by name', () => {
    expect(credentialParts(bearer, operation(['bearer']), 'expired', settings)).toEqual({ missing: 'No credentials of the expired actor are configured.' });
    expect(credentialParts(bearer, operation(['bearer']), 'tampered', nobody)).toEqual({ missing: 'No credentials are configured for the security scheme bearer.' });
  });

  test('a header field that HTTP cannot carry is said, not sent', () => {
    const odd = { ...bearer, securitySchemes: new Map([['key', { kind: 'apiKey', in: 'header', name: 'Example API Key' } as const]]) };
    expect(credentialParts(odd, operation(['key']), 'owner', settings)).toEqual({ missing: 'The security scheme key names the header field "Example API Key", which HTTP cannot carry.' });
  });
});
