// shards.mjs: the whole built-in contract (profile read-only, every actor) on one reference backend, in 1, 2, 4 and 8 parts. What merge makes of them
// has to be the same byte for byte, but for times and what the backend itself draws anew for each request.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/calico-conformance.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-shards-'));
const backend = spawn(process.execPath, [bin, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const said = await heard();
  const [, url, owner, other, reader, expired] = /^Listening\s+(\S+)\nToken\s+(\S+)\nOther tenant\s+(\S+)\nRead-only token\s+(\S+)\nExpired token\s+(\S+)/m.exec(said) ?? [];
  writeFileSync(join(folder, 'calico-conformance.yaml'), `baseUrl: ${url}\ntoken: ${owner}\notherTenant: { token: ${other} }\nreadOnly: { token: ${reader} }\nexpired: { token: ${expired} }\n`);
  let first;
  for (const of of [1, 2, 4, 8]) {
    const names = Array.from({ length: of }, (_, index) => `${of}-${index + 1}`);
    for (const [index, name] of names.entries()) calico('--shard', `${index + 1}/${of}`, '--output', name);
    calico('merge', ...names, '--output', `merged-${of}`);
    const texts = ['run.ndjson', 'junit.xml', 'summary.md'].map((file) => withoutTimes(readFileSync(join(folder, `merged-${of}`, file), 'utf8')).split('\n'));
    first ??= texts;
    const lines = texts.reduce((sum, text) => sum + text.length, 0);
    const differing = texts.reduce((sum, text, index) => sum + Array.from({ length: Math.max(text.length, first[index].length) }, (_, at) => text[at] !== first[index][at]).filter(Boolean).length, 0);
    process.stdout.write(`${of} parts: ${lines} lines, ${differing} other than those of 1 part\n`);
    if (differing > 0) process.exitCode = 1;
  }
} finally {
  backend.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

async function heard() {
  let text = '';
  for await (const chunk of backend.stdout.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('Ctrl-C')) return text;
  }
  throw new Error('The backend did not start.');
}

function calico(...words) {
  const { status, stderr } = spawnSync(process.execPath, [bin, ...words, '--quiet'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}\n${stderr}`);
}

function withoutTimes(text) {
  return text
    .replaceAll(/"(startedAt|finishedAt|durationMs|runId|digest|reproduce|mergedOf)":("[^"]*"|[\d.]+),?/g, '')
    .replaceAll(/\["date","[^"]*"\]/gi, '["date"]').replaceAll(/^date: .*$/gim, 'date')
    .replaceAll(/(x-request-id","|request_id\\":\\"|x-request-id: )[0-9a-f-]{36}/gi, '$1')
    .replaceAll(/ (time|timestamp)="[^"]*"/g, '').replaceAll(/[\d.]+ m?s\b/g, 'TIME').replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+ ?(Z|UTC)/g, 'THEN');
}
