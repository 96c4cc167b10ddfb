import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Description } from '../../model/description.ts';
import type { Problem } from '../../model/problem.ts';
import type { ReadOptions } from '../read-description.ts';
import { readDescription } from '../read-description.ts';

/** A folder with these files, gone when the test is done. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'description-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The description that these files make; the first is the entry. */
export async function descriptionOf(files: Readonly<Record<string, string | Uint8Array>>, options: ReadOptions = {}): Promise<Description> {
  const read = await readDescription(join(folderOf(files), Object.keys(files)[0] ?? ''), options);
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 2));
  return read.value;
}

/** The problems that these files have, and the folder that they are in; the first is the entry. */
export async function problemsOf(files: Readonly<Record<string, string | Uint8Array>>, options: ReadOptions = {}): Promise<{ readonly folder: string; readonly problems: readonly Problem[] }> {
  const folder = folderOf(files);
  const read = await readDescription(join(folder, Object.keys(files)[0] ?? ''), options);
  return { folder, problems: read.ok ? [] : read.problems };
}
