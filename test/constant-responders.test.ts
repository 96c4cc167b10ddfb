import { describe, expect, test } from 'vitest';
import { startConstantResponder } from '../reference/constant-responder.ts';
import { junitIsValid } from './junit-is-valid.ts';
import { judge } from './judge.ts';

const statuses = [200, 201, 204, 301, 400, 401, 403, 404, 405, 422, 429, 500, 503];
const bodies = ['empty', '{}', '{"data":[]}', 'echo'] as const;
const rejecting = new Set(['rejects-invalid', 'requires-parameter', 'rejects-malformed-body', 'auth-required', 'auth-checked', 'deactivate-user']);
const users = ['8944766d-f6b3-4089-8ee3-b6d8bf25b244', '6dff50ad-7abc-4858-9742-b8e38b8d814c'];

describe.concurrent.each(statuses)('a server that answers %i to everything', (status) => {
  test.each(bodies)('with the body %j passes nothing about rejection, authorisation or state, and does not conform', async (body) => {
    const server = await startConstantResponder({ status, body });
    try {
      const judged = await judge({ baseUrl: server.url, token: 'a-token-of-the-owner', others: { expired: { token: 'an-expired-token' }, 'other-tenant': { token: 'a-token-of-others' }, 'read-only': { token: 'a-token-of-a-reader' } }, disposable: users, timeoutMs: 5_000 });
      const passed = judged.ids('pass').filter((id) => rejecting.has(judged.requirements.get(id)?.rule ?? ''));
      expect(passed).toEqual([]);
      expect(judged.finished.verdict).not.toMatch(/^CONFORMANT/);
      expect(judged.finished.exitCode).not.toBe(0);
      await junitIsValid(judged.events);
    } finally {
      await server.close();
    }
  }, 120_000);
});
