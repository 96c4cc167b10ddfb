import { expect, test } from 'vitest';
import { everySecondCompanyIsCaught } from './faults-caught.fixture.ts';
import { faults, startReference } from './server.ts';

everySecondCompanyIsCaught(0);

test('no two lies have the same id, and each is told in words', () => {
  expect(Object.keys(faults).length).toBeGreaterThanOrEqual(150);
  for (const [id, fault] of Object.entries(faults)) expect(fault).toMatchObject({ id, lie: expect.stringMatching(/^[a-z].*[^.]$/) });
});

test('an answer that a lie made up carries what every answer carries', async () => {
  const reference = await startReference({ fault: ['breaks-on-failing', 'deactivates-nobody'] });
  try {
    for (const [method, path, status] of [['GET', 'accounts?status=failing', 500], ['DELETE', 'users/00000000-0000-4000-8000-000000000000', 200]] as const) {
      const { status: received, headers } = await fetch(`${reference.url}/enterprise/v2/${path}`, { method, headers: { authorization: `Bearer ${reference.tokens.owner}` } });
      expect([received, headers.get('cache-control'), headers.get('x-request-id')]).toEqual([status, 'private', expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    }
  } finally {
    await reference.close();
  }
});
