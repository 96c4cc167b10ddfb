import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Result } from '../model/problem.ts';

/** Where a run leaves its record. */
export const standardRecord = join('conformance-report', 'run.ndjson');

/** The path of a record that is named itself or by its folder. */
export async function findRecord(given: string, folder: string): Promise<Result<string>> {
  const path = resolve(folder, given);
  const entry = await stat(path).catch(() => undefined);
  const record = entry?.isDirectory() === true ? join(path, 'run.ndjson') : path;
  if (await stat(record).then((found) => found.isFile(), () => false)) return { ok: true, value: record };
  return { ok: false, problems: [{ code: 'RECORD_NOT_FOUND', what: 'There is no record of a run.', where: { file: given }, fix: 'Make one: calico-conformance, or name another file.' }] };
}
