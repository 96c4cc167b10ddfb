import type { Json, JsonObject } from '../../model/json.ts';

/** Properties that servers rule over themselves, or do not show. */
const ownByNature = /(?:^|_|\b)(?:id|uuid|etag|version|revision|rev|created|updated|modified|changed|deleted|count|total|password|secret|token|key|hash|status|state)(?:$|_|\b)|(?:At|On|By|Id|Count|Status|State|Version)$/;

/** A property that was sent and is shown otherwise. */
export interface Disagreement {
  readonly name: string;
  readonly sent: Json;
  readonly shown: Json;
}

/** Whose values can be compared at all: numbers, texts and flags that are the client's to set, and are shown. */
export function comparable(sent: JsonObject, shown: JsonObject): readonly string[] {
  return Object.keys(sent).filter((name) => !ownByNature.test(name) && isScalar(sent[name]) && Object.hasOwn(shown, name) && isScalar(shown[name]) && !isMasked(shown[name]));
}

/** What is shown otherwise than it was sent. Servers may trim, change case and write numbers and dates their way. */
export function disagreements(sent: JsonObject, shown: JsonObject, names: readonly string[] = comparable(sent, shown)): readonly Disagreement[] {
  return names.flatMap((name): readonly Disagreement[] => {
    const [own, other] = [sent[name] ?? null, shown[name] ?? null];
    return sameValue(own, other) ? [] : [{ name, sent: own, shown: other }];
  });
}

/** Whether two values mean the same, read kindly. */
export function sameValue(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one === 'object' || typeof other === 'object') return JSON.stringify(one) === JSON.stringify(other);
  const [a, b] = [String(one).trim().normalize('NFC').toLowerCase(), String(other).trim().normalize('NFC').toLowerCase()];
  if (a === b) return true;
  if (a !== '' && b !== '' && Number.isFinite(Number(a)) && Number.isFinite(Number(b))) return Math.abs(Number(a) - Number(b)) <= 1e-9 * Math.max(1, Math.abs(Number(a)));
  return isDate(a) && isDate(b) && Date.parse(a) === Date.parse(b);
}

function isScalar(value: Json | undefined): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isMasked(value: Json | undefined): boolean {
  return typeof value === 'string' && /\*{3,}|•{3,}/.test(value);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:t|$)/.test(text) && Number.isFinite(Date.parse(text));
}
