import type { Json, JsonPointer, Schema } from '../../model/json.ts';
import { repaired } from './repaired.ts';
import type { SampleOptions } from './sample-of.ts';
import { candidates } from './sample-of.ts';
import type { Workshop } from './workshop.ts';
import { isValid } from './workshop.ts';

const mostCandidates = 40;
const mostRepairs = 6;

/** A valid value for the schema at a pointer: what the description exemplifies, else the smallest sensible one. */
export function sampleAt(workshop: Workshop, pointer: JsonPointer, schema: Schema, options: SampleOptions = {}): Json | undefined {
  const refused: Json[] = [];
  for (const value of candidates(workshop, schema, options, 0)) {
    if (isValid(workshop, pointer, value)) return value;
    if (refused.push(value) > mostCandidates) break;
  }
  for (const value of refused.slice(0, mostRepairs)) {
    const better = repaired(workshop, pointer, schema, value);
    if (better !== undefined) return better;
  }
  return undefined;
}
