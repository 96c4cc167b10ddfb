import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { JsonPointer } from '../model/json.ts';
import type { RunStarted } from '../model/run-event.ts';
import { placeOf } from '../spec/reading/place-of.ts';

/** Where places of the description stand in its file, if the file is there and is still what was judged by. */
export async function lineOf({ description: { source, digest } }: RunStarted, folder: string): Promise<((place: JsonPointer) => number | undefined) | undefined> {
  const bytes = await readFile(resolve(folder, source)).catch(() => undefined);
  if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== digest) return undefined;
  const file = { file: source, text: bytes.toString('utf8') };
  const known = new Map<JsonPointer, number | undefined>();
  return (place) => {
    if (!known.has(place)) known.set(place, placeOf(file, place).line);
    return known.get(place);
  };
}
