import type { Json, JsonPointer, Schema } from '../../model/json.ts';
import { repaired } from './repaired.ts';
import type { SampleOptions } from './sample-of.ts';
import { candidates } from './sample-of.ts';
import type { Workshop } from './workshop.ts';
import { isValid } from './workshop.ts';

const mostCandidates = 40;
const mostRepairs = 6;

/** A valid value for the schema at a pointer: what the description exemplifies, else the smallest sensible one; the first that suits its use. */
export function sampleAt(workshop: Workshop, pointer: JsonPointer, schema: Schema, options: SampleOptions = {}, suits: (value: Json) => boolean = () => true): Json | undefined {
  const refused: Json[] = [];
  for (const value of candidates(workshop, schema, options, 0)) {
    if (suits(value) && isValid(workshop, pointer, value)) return value;
    if (refused.push(value) > mostCandidates) break;
  }
  for (const value of refused.slice(0, mostRepairs)) {
    const better = repaired(workshop, pointer, schema, value);
    if (better !== undefined && suits(better)) return better;
  }
  return undefined;
}
