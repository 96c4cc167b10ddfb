import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { RunEvent } from '../model/run-event.ts';
import { junit } from '../reporters/junit.ts';
import { leftOut } from './left-out.ts';

const beside = fileURLToPath(new URL('../../shared/data/junit-10.xsd', import.meta.url));
const schema = process.env['CONFORMANCE_JUNIT_XSD'] ?? (existsSync(beside) ? beside : undefined);
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

/** The JUnit report of a run satisfies the published schema, as an independent reader sees it. */
export async function junitIsValid(events: readonly RunEvent[]): Promise<void> {
  let xml = '';
  for await (const chunk of junit.tell(given(events))) xml += chunk;
  expect(xml).toMatch(/^<\?xml[^]*<\/testsuites>\n$/);
  if (schema === undefined || !hasXmllint) {
    leftOut('JUnit reports against their XML schema: needs xmllint, and the schema in CONFORMANCE_JUNIT_XSD.');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-junit-'));
  try {
    const file = join(folder, 'junit.xml');
    writeFileSync(file, xml);
    const { status, stderr } = spawnSync('xmllint', ['--huge', '--noout', '--schema', schema, file], { encoding: 'utf8' });
    expect(`${status}: ${status === 0 ? '' : stderr}`).toBe('0: ');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* given(events: readonly RunEvent[]): AsyncIterable<RunEvent> {
  yield* events;
}
