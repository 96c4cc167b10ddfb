import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { RunEvent } from '../model/run-event.ts';
import { calicoHere } from './calico-here.ts';
import { freshFolder } from './calico.ts';
import { archiveServer, session, type ArchiveLie } from './honest/archive.ts';

const description = fileURLToPath(new URL('honest/archive.openapi.yaml', import.meta.url));

/** How a run on an archive ended, and which requirements failed. */
async function judged(lie?: ArchiveLie): Promise<{ readonly code: number | null; readonly verdict: string; readonly failed: readonly string[] }> {
  const { folder, remove } = await freshFolder();
  const server = await archiveServer(lie);
  try {
    const words = ['--description', description, '--base-url', `${server.url}/api`, '--auth', 'session=SID', '--profile', 'full', '--allow', 'destructive', '--explore', '100', '--quiet'];
    const { code, stdout } = await calicoHere(words, folder, { SID: session });
    const events = (await readFile(join(folder, 'conformance-report', 'run.ndjson'), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as RunEvent);
    return {
      code, verdict: stdout.trimEnd().split('\n').at(-1) ?? '',
      failed: events.flatMap((event) => (event.event === 'judged' && event.outcome.kind === 'fail' ? [event.id] : event.event === 'exploration' ? event.exploration.findings.map(({ requirement }) => `explored: ${requirement.id}`) : [])),
    };
  } finally {
    await server.close();
    await remove();
  }
}

test('forms, merge patches under conditions, cookies, cursors and paths in matrix style: an honest server is found to be one, and nothing is left open', async () => {
  expect(await judged()).toEqual({ code: 0, failed: [], verdict: expect.stringMatching(/^CONFORMANT {2}All \d{3} requirements that must hold and apply do\.$/) });
});

test.each<[ArchiveLie, RegExp]>([
  ['lets-strangers-delete', /^auth-required@deleteDocument#/],
  ['forgets-a-document', /^walk-is-complete@listDocuments#/],
  ['ignores-conditions', /^requires-parameter@patchDocument#\/parameters\/header\/If-Match/],
  ['refuses-null', /^accepts-valid@patchDocument#.*\/labels\/type\/null$/],
  ['takes-long-names', /^rejects-invalid@uploadDocument#.*\/name\/maxLength$/],
  ['takes-any-colour', /^rejects-invalid@colour#\/parameters\/path\/rgb\/properties\/.\/maximum$/],
])('one that %s is found out', async (lie, expected) => {
  const { code, failed } = await judged(lie);
  expect(failed).toContainEqual(expect.stringMatching(expected));
  expect(code).toBe(1);
});
