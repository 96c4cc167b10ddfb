import type { CaptureKey, CapturePlan } from '../../model/case.ts';
import type { Json } from '../../model/json.ts';
import { harvest } from '../../generate/harvest.ts';

/** A value for a capture, and where it was found. */
export interface Candidate {
  readonly value: Json;
  readonly source: string;
}

const mostCandidates = 5;

/**
 * The values that a capture can take, best first: discovered, configured, exemplary, and for reading guessed. What may be destroyed is never
 * picked for reading: it would be gone, or half gone, when it is needed.
 */
export function candidatesFor(
  plan: CapturePlan, bodyOf: (operationId: string) => Json | undefined, notThese: ReadonlySet<string>, mayGuess: boolean,
): readonly Candidate[] {
  const found: Candidate[] = [];
  const seen = new Set<string>();
  const add = (value: Json, source: string): void => {
    const key = JSON.stringify(value);
    if (seen.has(key) || (!plan.key.startsWith('disposable:') && notThese.has(key))) return;
    seen.add(key);
    found.push({ value, source });
  };
  for (const source of plan.sources) {
    switch (source.kind) {
      case 'discovery': {
        const body = bodyOf(source.operationId);
        if (body === undefined) break;
        for (const value of harvest(body, source.fields).slice(0, mostCandidates)) add(value, `${source.operationId}`);
        break;
      }
      case 'configuration':
        for (const value of source.values) add(value, 'configuration');
        break;
      case 'example':
        for (const value of source.values) add(value, 'example in the description');
        break;
      case 'schema':
        // A guess that happens to name something must not be changed by it.
        if (mayGuess) for (const value of source.values) add(value, 'schema in the description');
        break;
    }
  }
  return found;
}

/** Why nothing could be found for a capture, in words that say what would help. */
export function missingCapture(plan: CapturePlan | undefined, key: CaptureKey): string {
  const [, disposable] = key.split('disposable:');
  if (disposable !== undefined) {
    return `No disposable ${disposable} is left: list ids that may be destroyed under fixtures.disposable.${disposable}.`;
  }
  const tried = (plan?.sources ?? []).filter(({ kind }) => kind !== 'schema').map((source) => (source.kind === 'discovery' ? source.operationId : source.kind));
  return `No value was found for ${key}${tried.length > 0 ? ` (looked in: ${tried.join(', ')})` : ''}: give one under fixtures.${key}.`;
}
