import { AssertionError } from 'node:assert';
import type { Exchange } from '../../model/exchange.ts';
import type { Json } from '../../model/json.ts';

/** An expectation that did not hold. */
export interface Disappointment {
  readonly received: Json;
  readonly documented: Json;
  /** Method and path of the request, where it is known. */
  readonly request?: string;
  readonly message: string;
}

const longest = 600;

/**
 * What was received against what is documented, when the error is an expectation of supertest or of node:assert that
 * did not hold; undefined for every other error.
 */
export function disappointmentOf(thrown: unknown, last: Exchange | undefined): Disappointment | undefined {
  if (thrown instanceof AssertionError) {
    return disappointment(jsonOf(thrown.actual), jsonOf(thrown.expected), thrown.message.startsWith('Received ') ? thrown.message : undefined);
  }
  if (!(thrown instanceof Error)) return undefined;
  for (const { pattern, read } of supertestWords) {
    const found = pattern.exec(thrown.message);
    if (!found) continue;
    const { received, documented, words } = read(found.slice(1), thrown);
    return disappointment(received, documented, words, last);
  }
  return undefined;
}

function disappointment(received: Json, documented: Json, words?: string, last?: Exchange): Disappointment {
  const message = words ?? `Received ${JSON.stringify(received)}; documented ${JSON.stringify(documented)}.`;
  const to = last && { request: `${last.request.method} ${pathOf(last.request.url)}` };
  return { received, documented, ...to, message: cut(to ? message.replace('; documented', ` to ${to.request}; documented`) : message) };
}

interface Reading {
  readonly received: Json;
  readonly documented: Json;
  readonly words: string;
}

/** How supertest words a failed expectation, and how it is said here. A test holds each against supertest itself. */
const supertestWords: readonly { readonly pattern: RegExp; read(groups: readonly (string | undefined)[], error: Error): Reading }[] = [
  {
    pattern: /^expected (\d+) "[^"]*", got (\d+) "[^"]*"$/,
    read: ([documented, received]) => status(Number(received), [Number(documented)]),
  },
  {
    pattern: /^expected one of "([\d, ]+)", got (\d+) "[^"]*"$/,
    read: ([documented = '', received]) => status(Number(received), documented.split(', ').map(Number)),
  },
  {
    pattern: /^expected "([^"]*)" header field$/,
    read: ([name = '']) => ({ received: null, documented: name, words: `Received no header ${name}; documented: it is present.` }),
  },
  {
    pattern: /^expected "([^"]*)" (?:matching|of) (.*), got "([^]*)"$/,
    read: ([name = '', documented = '', received = '']) => ({
      received: { [name]: received }, documented, words: `Received ${name} ${JSON.stringify(received)}; documented ${documented}.`,
    }),
  },
  {
    pattern: /^expected body ([^]*) to match (.*)$/,
    read: ([received = '', documented = '']) => ({ received, documented, words: `Received the body ${received}; documented ${documented}.` }),
  },
  {
    pattern: /^expected [^]* response body, got [^]*$/,
    read: (_, error) => {
      const received = jsonOf((error as { actual?: unknown }).actual);
      const documented = jsonOf((error as { expected?: unknown }).expected);
      return { received, documented, words: `Received the body ${JSON.stringify(received)}; documented ${JSON.stringify(documented)}.` };
    },
  },
];

function status(received: number, documented: readonly number[]): Reading {
  return { received, documented, words: `Received status ${received}; documented ${documented.join(', ')}.` };
}

function jsonOf(value: unknown): Json {
  try {
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) return null;
    return text.length > 2 * longest ? cut(text) : (JSON.parse(text) as Json);
  } catch {
    // A value that JSON cannot carry, such as a cycle.
    return cut(String(value));
  }
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
