import type { Problem } from '../model/problem.ts';

/** Names of `known` that a reader may have meant by `word`, nearest first, at most three. */
export function nearNames(word: string, known: Iterable<string>): readonly string[] {
  const wanted = plain(word);
  const scored: { name: string; distance: number }[] = [];
  for (const name of new Set(known)) {
    const candidate = plain(name);
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    const part = wanted.length >= 3 && (candidate.includes(wanted) || (candidate.length >= 3 && wanted.includes(candidate)));
    const distance = editDistance(wanted, candidate, limit);
    if (distance <= limit) scored.push({ name, distance });
    else if (part) scored.push({ name, distance: limit + Math.abs(wanted.length - candidate.length) });
  }
  return scored
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** The problem of a name that nobody knows: near ones first, and every known one while they fit on a few lines. */
export function unknownName(code: string, kind: string, word: string, known: Iterable<string>): Problem {
  const names = [...new Set(known)].sort();
  const near = nearNames(word, names);
  const question = near.length > 0 ? `Did you mean ${oneOf(near)}? ` : '';
  return { code, what: `No ${kind} is named ${quoted(word)}.`, fix: `${question}Known: ${listed(names)}.` };
}

/** Names in a row, as many as fit on a few lines. */
export function listed(names: readonly string[]): string {
  let shown = names[0] ?? 'none';
  let count = 1;
  for (; count < names.length && shown.length + (names[count]?.length ?? 0) < 300; count += 1) shown += `, ${names[count]}`;
  return count < names.length ? `${shown} and ${names.length - count} more` : shown;
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** A word as a message shows it: in quotes, cut when it is long. */
export function quoted(word: string): string {
  return JSON.stringify(word.length > 80 ? `${word.slice(0, 77)}...` : word);
}

function plain(name: string): string {
  return name.slice(0, 80).toLowerCase().replace(/[-_\s]/g, '');
}

/** Insertions, deletions, replacements and swaps of neighbours; anything above `limit` comes out as `limit + 1`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min((above[column - 1] ?? 0) + (same ? 0 : 1), (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    [before, above] = [above, current];
  }
  return above[b.length] ?? limit + 1;
}
