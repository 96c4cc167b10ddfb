import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judge, type Judgement } from '../cli/judge-in-process.ts';
import type { JudgeSettings } from '../cli/judge-settings.ts';
import { clientSecret, startAuthorisationServer, type AuthorisationServer } from './auth/authorisation-server.ts';
import { describedBy, notesApi, type Door } from './auth/notes-api.ts';
import { calicoHere } from './calico-here.ts';
import { startAt } from './auth/start-at.ts';

let folder = '';
let shortLived: AuthorisationServer;
let longLived: AuthorisationServer;
const description = (): string => join(folder, 'openapi.json');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oauth-'));
  await writeFile(description(), JSON.stringify(describedBy({ machine: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://elsewhere.example/token', scopes: {} } } } }, [{ machine: [] }])));
  [shortLived, longLived] = await Promise.all([startAuthorisationServer({ seconds: 2 }), startAuthorisationServer({ seconds: 3600 })]);
});
afterAll(async () => {
  shortLived.close();
  longLived.close();
  await rm(folder, { recursive: true });
});

const client = (server: AuthorisationServer, clientId = 'machine') => ({ tokenUrl: server.tokenUrl, clientId, clientSecret });

async function judged(app: RequestListener, settings: JudgeSettings): Promise<Judgement> {
  return judge({ app, description: description(), profile: 'full', allow: 'write', ...settings });
}

const failing = ({ run }: Judgement): readonly string[] => run.rows.flatMap(({ requirement, outcome }) => (outcome.kind === 'fail' || outcome.kind === 'error' ? [requirement.id] : []));

/** A door that knows a token for so many requests only, whatever the authorisation server says. */
function forgetful(door: Door, uses: number): Door {
  const seen = new Map<string, number>();
  return async (request) => {
    const { authorization = '' } = request.headers;
    if (!(await door(request))) return false;
    seen.set(authorization, (seen.get(authorization) ?? 0) + 1);
    return (seen.get(authorization) ?? 0) <= uses;
  };
}

describe('client credentials at a real authorisation server', () => {
  test('tokens that run out within the run are got anew before, and nothing is noticed of it', async () => {
    const before = shortLived.handedOut.length;
    const judgement = await judged(notesApi((request) => shortLived.door(request)), { auth: { machine: { clientCredentials: client(shortLived) } }, rate: '20/s' });
    expect(failing(judgement)).toEqual([]);
    expect(judgement.verdict).toBe('CONFORMANT');
    expect(shortLived.handedOut.length - before).toBeGreaterThan(1);
  });

  test('the issuer is asked where tokens are handed out, in the body where it wants it there, and each actor has its own', async () => {
    const before = longLived.handedOut.length;
    const judgement = await judged(notesApi((request) => longLived.door(request)), {
      auth: { machine: { clientCredentials: { issuer: longLived.issuer, clientId: 'machine', clientSecret } } },
      readOnly: { auth: { machine: { clientCredentials: { ...client(longLived, 'other-machine'), clientAuthentication: 'post' } } } },
      include: ['createNote'],
    });
    expect(longLived.handedOut.length - before).toBe(2);
    // This API lets every client write, and that is what the reader found.
    expect(failing(judgement)).toEqual(['verb-authorised@createNote#/security/read-only']);
  });

  test('a token that is taken back in the middle is no finding: what was refused is sent again, and recorded', async () => {
    const before = longLived.handedOut.length;
    const settings = { auth: { machine: { clientCredentials: client(longLived) } }, concurrency: 4 };
    const judgement = await judged(notesApi(forgetful((request) => longLived.door(request), 25)), settings);
    expect(failing(judgement)).toEqual([]);
    expect(judgement.verdict).toBe('CONFORMANT');
    expect(longLived.handedOut.length - before).toBeGreaterThan(1);
  });

  test('but whoever answers 401 to each broken request is found out, and is not asked for a token each time', async () => {
    const before = longLived.handedOut.length;
    const judgement = await judged(notesApi((request) => longLived.door(request), { liar: true }), { auth: { machine: { clientCredentials: client(longLived) } } });
    expect(new Set(failing(judgement).map((id) => id.split('@')[0]))).toEqual(new Set(['rejects-invalid', 'rejects-malformed-body', 'requires-parameter'].filter((rule) => failing(judgement).some((id) => id.startsWith(rule)))));
    expect(failing(judgement).length).toBeGreaterThan(5);
    expect(longLived.handedOut.length - before).toBeLessThan(3);
  });
});

test('a refresh token that is good once is exchanged again and again', async () => {
  const refreshToken = await shortLived.refreshToken('person');
  const before = shortLived.handedOut.length;
  const judgement = await judged(notesApi((request) => shortLived.door(request)), {
    auth: { machine: { refreshToken: { tokenUrl: shortLived.tokenUrl, clientId: 'person', clientSecret, token: refreshToken } } }, rate: '25/s',
  });
  expect(failing(judgement)).toEqual([]);
  expect(judgement.verdict).toBe('CONFORMANT');
  expect(shortLived.handedOut.length - before).toBeGreaterThan(3);
});

test('a token that nobody can renew runs out in the middle, and nothing is found, nor is anything passed', async () => {
  const judgement = await judged(notesApi(forgetful(({ headers }) => headers.authorization === 'Bearer static-token', 30)), { token: 'static-token' });
  expect(failing(judgement)).toEqual([]);
  expect(judgement.verdict).toBe('INCOMPLETE');
});

describe('when no token can be had', () => {
  const run = async (app: RequestListener, clientSettings: object): Promise<{ readonly code: number | null; readonly said: string; readonly asked: number }> => {
    let asked = 0;
    const server = await startAt((request, response) => {
      asked++;
      app(request, response);
    });
    await writeFile(join(folder, 'calico-conformance.json'), JSON.stringify({ baseUrl: server.url, description: description(), output: join(folder, 'out'), profile: 'full', allow: 'write', auth: { machine: { clientCredentials: clientSettings } } }));
    const { code, stdout, stderr } = await calicoHere(['run'], folder, { CLIENT_SECRET: clientSecret });
    server.close();
    return { code, said: stdout + stderr, asked };
  };

  test('a wrong secret is a wrong configuration, and nothing is sent to the target', async () => {
    const { code, said, asked } = await run(notesApi(() => true), { ...client(longLived), clientSecret: 'not the secret' });
    expect([code, asked]).toEqual([3, 0]);
    expect(said).toContain('TOKEN_REFUSED');
    expect(said).not.toContain('not the secret');
  });

  test('a target that accepts no token, however new, ends the run after three of them', async () => {
    const { code, said } = await run(notesApi(() => false), client(longLived));
    expect(said).toContain('CREDENTIALS_REFUSED');
    expect(code).toBe(4);
  });
});
