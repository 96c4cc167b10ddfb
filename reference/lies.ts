import type { Json, JsonObject } from '../model/json.ts';
import type { Answer } from './answer.ts';
import { failure } from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import type { Call } from './call.ts';
import { operationOf } from './call.ts';

type Around = NonNullable<Behaviour['around']>;
/** One step into a value: a name, an index, or each item. */
type Step = string | number | '*';

/** Answers honestly, and then says something else instead, where it applies. */
export function change(operation: string, into: (answer: Answer, call: Call) => Answer): Around {
  return async (call, honest) => {
    const answer = await honest();
    return operationOf(call) === operation ? into(answer, call) : answer;
  };
}

/** Changes one place in the JSON of answers with this status, to the calls that it applies to; undefined leaves the property out. */
export function misstate(operation: string, status: number, at: readonly Step[], into: (value: Json) => Json | undefined, over: (call: Call) => boolean = () => true): Around {
  return change(operation, (answer, call) => (
    answer.status === status && answer.body.kind === 'json' && over(call) ? { ...answer, body: { ...answer.body, value: replaced(answer.body.value, at, into) ?? null } } : answer
  ));
}

/** Takes a request for another one that is in order, as whoever does not check it does. */
export function overlook(operation: string, asIf: (call: Call) => Call): Around {
  return (call, honest) => honest(operationOf(call) === operation ? asIf(call) : call);
}

/** Answers something of its own instead, where it applies to a request that was let in. */
export function stumble(operation: string, over: (call: Call) => boolean, into: () => Answer): Around {
  return change(operation, (answer, call) => (answer.status !== 401 && over(call) ? into() : answer));
}

/** The answer of a backend that broke. */
export function broken(): Answer {
  return failure(500, 'internal_error', 'an unexpected error occurred');
}

/** The same call with other query parameters; null leaves one out. */
export function withQuery(call: Call, changes: (query: URLSearchParams) => Readonly<Record<string, string | null>>): Call {
  const url = new URL(call.url);
  for (const [name, value] of Object.entries(changes(call.url.searchParams))) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return { ...call, url };
}

/** The same list, in which the first two neighbours of which this is said have changed places. */
export function swapped(list: Json, which: (one: JsonObject, next: JsonObject) => boolean): Json {
  const items = list as readonly JsonObject[];
  const at = items.findIndex((item, index) => index > 0 && which(items[index - 1] ?? {}, item));
  return at < 0 ? items : [...items.slice(0, at - 1), ...items.slice(at - 1, at + 1).reverse(), ...items.slice(at + 1)];
}

/** Whether a call asks for a page that is not the first. */
export function isLaterPage({ url }: Call): boolean {
  return url.searchParams.has('cursor');
}

/** The JSON object that a call brings; undefined when it brings something else. */
export function objectIn({ body }: Call): JsonObject | undefined {
  try {
    const value = body.kind === 'whole' ? (JSON.parse(Buffer.from(body.bytes).toString()) as Json) : null;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a body begins as a JSON object and never ends. */
export function bringsHalfAnObject({ body }: Call): boolean {
  const text = body.kind === 'whole' ? Buffer.from(body.bytes).toString() : '';
  return text.startsWith('{"') && !text.endsWith('}');
}

/** The same call with another JSON object; a body that is none stays what it is. */
export function withObject(call: Call, into: (value: JsonObject) => JsonObject): Call {
  const value = objectIn(call);
  return value ? { ...call, body: { kind: 'whole', bytes: Buffer.from(JSON.stringify(into(value))) } } : call;
}

/** The same call with other credentials. */
export function withToken(call: Call, token: string): Call {
  return { ...call, headers: { ...call.headers, authorization: `Bearer ${token}` } };
}

function replaced(value: Json, [step, ...rest]: readonly Step[], into: (value: Json) => Json | undefined): Json | undefined {
  if (step === undefined) return into(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((each, index) => (step === '*' || step === index ? replaced(each, rest, into) ?? null : each));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as JsonObject;
  return Object.fromEntries(Object.entries(object).flatMap(([name, each]) => {
    const next = name === step ? replaced(each, rest, into) : each;
    return next === undefined ? [] : [[name, next] as const];
  }));
}
