/**
 * Where in a JSON text the thing begins that these names and indices lead to (a member begins with its name), or the
 * last of them that is there; undefined when the text is not JSON. The text is passed over once, without recursion.
 */
export function offsetInJson(text: string, tokens: readonly string[]): number | undefined {
  let found = afterSpace(text, 0);
  let value = found;
  for (const token of tokens) {
    const next = text[value] === '{' ? memberOf(text, value, token) : text[value] === '[' ? itemOf(text, value, token) : undefined;
    if (!next) break;
    found = next.start;
    value = next.value;
  }
  return found < text.length ? found : undefined;
}

interface Found {
  readonly start: number;
  readonly value: number;
}

/** The last member of that name, which is the one that counts. */
function memberOf(text: string, object: number, name: string): Found | undefined {
  let found: Found | undefined;
  for (let at = afterSpace(text, object + 1); text[at] === '"'; ) {
    const end = afterString(text, at);
    const value = afterSpace(text, afterSpace(text, end) + 1);
    if (nameOf(text.slice(at, end)) === name) found = { start: at, value };
    at = afterSpace(text, afterValue(text, value));
    if (text[at] !== ',') break;
    at = afterSpace(text, at + 1);
  }
  return found;
}

function itemOf(text: string, array: number, token: string): Found | undefined {
  let at = afterSpace(text, array + 1);
  for (let index = 0; at < text.length && text[at] !== ']'; index++) {
    if (String(index) === token) return { start: at, value: at };
    at = afterSpace(text, afterValue(text, at));
    if (text[at] !== ',') break;
    at = afterSpace(text, at + 1);
  }
  return undefined;
}

function nameOf(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

function afterSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

function afterString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function afterValue(text: string, start: number): number {
  let at = start;
  for (let depth = 0; at < text.length; ) {
    const character = text[at];
    if (character === '"') at = afterString(text, at);
    else if (character === '{' || character === '[') {
      depth++;
      at++;
    } else if (character === '}' || character === ']') {
      if (depth === 0) return at;
      depth--;
      at++;
    } else if (depth === 0 && character === ',') return at;
    else at++;
    if (depth === 0 && (character === '"' || character === '}' || character === ']')) return at;
  }
  return at;
}
