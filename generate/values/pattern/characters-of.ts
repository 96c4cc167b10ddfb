const printable = Array.from({ length: 95 }, (_, code) => String.fromCharCode(32 + code));

/** Kinds of characters in turn, so that a text of a few has some of each, as rules for passwords want. */
const alphabet: readonly string[] = ['a', 'A', '0', '-', 'b', 'B', '1', '_', 'x', 'X', '2', '.', ...printable, 'é', 'ß', 'Ж', '中', 'あ', '١', '\u00a0', '€', '😀', '\t', '\n'];

const known = new Map<string, readonly string[]>();

/** Some of the characters that an expression for one character matches, plainest first. */
export function charactersOf(source: string, flags: string): readonly string[] {
  const key = `${flags} ${source}`;
  const all = known.get(key) ?? found(source, flags);
  known.set(key, all);
  return all;
}

function found(source: string, flags: string): readonly string[] {
  const expression = new RegExp(`^(?:${source})$`, flags);
  return [...new Set([...alphabet, ...source, ...named(source)])].filter((each) => expression.test(each));
}

/** Characters that the source names by their numbers, such as the ends of a range. */
function named(source: string): readonly string[] {
  return [...source.matchAll(/\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})/g)]
    .map((written) => Number.parseInt(written[1] ?? written[2] ?? written[3] ?? '0', 16))
    .filter((code) => code <= 0x10ffff)
    .map((code) => String.fromCodePoint(code));
}
