import { RE2JS } from 're2js';

/** What a compiled schema asks of a pattern. */
export interface Pattern {
  test(text: string): boolean;
  /** Distinct for each pattern: compiled schemas share one that says the same. */
  toString(): string;
}

/** Up to this length even a pattern with two open-ended repetitions is done in no time. */
const shortText = 2_000;

/**
 * A pattern that no text can hang. JavaScript's own engine is used where a glance shows that it cannot backtrack for
 * long, RE2 elsewhere; what RE2 does not know (lookaround, back-references) is left to JavaScript on short texts only.
 */
export function safePattern(source: string): Pattern {
  const native = nativePattern(source);
  const name = `/${source}/`;
  if (cannotBacktrackLong(source)) {
    let slow: RE2JS | undefined;
    return {
      test: (text) => (text.length <= shortText ? native.test(text) : ((slow ??= re2(source)) ? slow.matcher(text).find() : native.test(text))),
      toString: () => name,
    };
  }
  const linear = re2(source);
  if (linear) return { test: (text) => linear.matcher(text).find(), toString: () => name };
  return { test: (text) => text.length > shortText || native.test(text), toString: () => name };
}

/** ECMA-262 with the `u` flag as JSON Schema asks, then without it, as many descriptions are written. Throws when it is neither. */
export function nativePattern(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    return new RegExp(source);
  }
}

function re2(source: string): RE2JS | undefined {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source));
  } catch {
    return undefined;
  }
}

/** No group is repeated without end, and at most two single items are. */
function cannotBacktrackLong(source: string): boolean {
  const plain = source.replaceAll(/\\./g, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
  if (/\)(\*|\+|\{)/.test(plain)) return false;
  return (plain.match(/[*+]|\{\d+,\d*\}/g) ?? []).length <= 2;
}
