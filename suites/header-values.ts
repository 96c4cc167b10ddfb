import type { HeaderFields } from '../model/exchange.ts';

/** All values of a field, in order, by its name without regard to case. */
export function headerValues(headers: HeaderFields, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
}
