import { createContext, Script } from 'node:vm';
import type { Context } from 'node:vm';
import { RE2JS } from 're2js';

/** What a compiled schema asks of a pattern. */
export interface Pattern {
  test(text: string): boolean;
  /** Distinct for each pattern: compiled schemas share one that says the same. */
  toString(): string;
}

/** Up to this length a pattern that can hardly backtrack is done in no time. */
const shortText = 1_000;
/** A longer pattern is refused: JavaScript's engine may end the process while it compiles one. */
const longestPattern = 10_000;
/** So many short texts a pattern remembers, where matching is slow. */
const mostRemembered = 1_000;
/** Far beyond what an honest match takes, also on a machine that is busy; spent once for a pattern, then it is given up. */
const budgetMs = 1_000;

/**
 * A pattern that no text can hang. JavaScript's own engine is used where a glance shows that it cannot backtrack for
 * long, RE2 elsewhere. What RE2 does not know (lookaround, back-references) is left to JavaScript under a time limit; a
 * text on which it does not come to an end is taken to match, because nobody has shown that it does not.
 */
export function safePattern(source: string): Pattern {
  const native = nativePattern(source);
  const name = `/${source}/`;
  const linear = later(() => re2(source));
  let hopeless = false;
  const careful = (text: string): boolean => {
    const pattern = linear();
    if (pattern) return pattern.matcher(text).find();
    if (hopeless) return true;
    const found = withinBudget(native, text);
    hopeless = found === undefined;
    return found ?? true;
  };
  const known = new Map<string, boolean>();
  /** Generated values come many times, each time read in another way. */
  const remembered = (text: string): boolean => {
    if (text.length > shortText) return careful(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= mostRemembered) known.clear();
    const matches = careful(text);
    known.set(text, matches);
    return matches;
  };
  const test = hardlyBacktracks(source) ? (text: string): boolean => (text.length <= shortText ? native.test(text) : careful(text)) : remembered;
  return { test, toString: () => name };
}

/** ECMA-262 with the `u` flag as JSON Schema asks, then without it, as many descriptions are written. Throws when it is neither. */
export function nativePattern(source: string): RegExp {
  if (source.length > longestPattern) throw new SyntaxError(`Invalid regular expression: it has more than ${longestPattern} characters`);
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

/** No group is repeated, nothing refers back, and of single choices there are few. */
function hardlyBacktracks(source: string): boolean {
  if (/\\(?:[1-9]|k<)/.test(source)) return false;
  const plain = source.replaceAll(/\\./gs, 'x').replaceAll(/\[[^\]]*\]/g, 'x').replaceAll(/\(\?(?:<?[=!]|:|<\w+>)/g, '(');
  if (/\)(?:\*|\+|\{)/.test(plain)) return false;
  const endless = plain.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
  const choices = plain.match(/[?|]|\{\d+,\d+\}/g)?.length ?? 0;
  return endless === 0 ? choices <= 10 : endless === 1 ? choices <= 5 : endless === 2 && choices <= 1 && plain.startsWith('^');
}

let room: { readonly context: Context; readonly script: Script } | undefined;

/** Only a context of its own can be stopped in the middle of a match; undefined when it had to be. */
function withinBudget(pattern: RegExp, text: string): boolean | undefined {
  room ??= { context: createContext({}), script: new Script('pattern.test(text)') };
  Object.assign(room.context, { pattern, text });
  try {
    return room.script.runInContext(room.context, { timeout: budgetMs }) as boolean;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw thrown;
  }
}

function later<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
