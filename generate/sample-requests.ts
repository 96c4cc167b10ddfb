import { createHash } from 'node:crypto';
import type { Case, RequestDraft } from '../model/case.ts';
import type { Description, Operation } from '../model/description.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { SampleRequest, SampleRequests } from '../model/sample-request.ts';
import { isObject } from '../spec/resolve-reference.ts';
import type { Schemas } from '../spec/schemas.ts';
import { casesOf, startOf } from './cases-of.ts';
import { capturesIn } from './captures-in.ts';
import type { BodyContext } from './strategy.ts';
import { withBody } from './strategy.ts';
import type { Workshop } from './values/workshop.ts';
import { isValid } from './values/workshop.ts';
import { serialise } from './wire/serialise.ts';

/** Requests made from a description; nothing is made before it is asked for. */
export function sampleRequests(description: Description, schemas: Schemas, seed: number): SampleRequests {
  const workshop: Workshop = { description, document: description.document, schemas, seed };
  const startFor = (operation: Operation): { readonly baseline: RequestDraft; readonly body: BodyContext | undefined } | undefined => {
    const start = startOf(workshop, operation);
    return 'because' in start ? undefined : start;
  };
  const broken = new Map<Operation, Case | undefined>();
  return {
    valid(operation, variant) {
      const start = startFor(operation);
      if (!start) return undefined;
      const { baseline, body } = start;
      return onWire(operation, body && variant > 0 ? withBody(baseline, body.mediaType, variantOf(workshop, body, body.value, `${operation.id} ${variant}`)) : baseline);
    },
    changing(operation, from) {
      const start = startFor(operation);
      if (!start?.body) return undefined;
      const { body, baseline } = start;
      const target = variantOf(workshop, body, from, `${operation.id} changed`);
      if (!isObject(target)) return undefined;
      const least = isObject(body.value) ? body.value : {};
      for (const [name, value] of Object.entries(target)) {
        if (value === from[name]) continue;
        // The property alone if that is allowed, otherwise with what must be there too, as it is.
        for (const rest of [{}, Object.fromEntries(Object.keys(least).filter((each) => Object.hasOwn(from, each)).map((each) => [each, from[each] ?? null]))]) {
          const sent = { ...rest, [name]: value };
          if (!isValid(workshop, body.schema.pointer, sent)) continue;
          const request = onWire(operation, withBody(baseline, body.mediaType, sent));
          if (request) return { ...request, name, value };
        }
      }
      return undefined;
    },
    invalid(operation) {
      if (!broken.has(operation)) broken.set(operation, brokenCase(operation));
      const chosen = broken.get(operation);
      return chosen && onWire(operation, chosen.request);
    },
    unknown(operation, name) {
      const parameter = operation.parameters.find((each) => each.in === 'path' && each.name === name);
      if (!parameter?.schema) return undefined;
      const { pointer } = parameter.schema;
      const mark = markOf(seed, `${operation.id} ${name}`);
      const digits = BigInt(`0x${mark}`).toString().slice(0, 6);
      const candidates: readonly Json[] = [uuidOf(mark), `unknown-${mark.slice(0, 8)}`, mark.slice(0, 24), 1_900_000_000 + Number(digits), Number(digits), mark.slice(0, 8), digits];
      const found = candidates.find((value) => isValid(workshop, pointer, value));
      return found === undefined ? undefined : String(found);
    },
  };

  /** The case whose body is broken so that nobody takes it for right. */
  function brokenCase(operation: Operation): Case | undefined {
    const { cases } = casesOf(description, operation, { seed, schemas, actors: [] });
    const invalid = cases.filter(({ intent, request }) => intent.kind === 'invalid' && intent.advisory !== true && intent.at.startsWith('/requestBody') && request.body !== undefined);
    // A wrong type of one property is what nobody takes for right, and what may be stored by half.
    return invalid.find(({ intent }) => intent.kind === 'invalid' && intent.keyword === 'type' && intent.at.includes('/properties/')) ?? invalid[0];
  }

  function onWire(operation: Operation, draft: RequestDraft): SampleRequest | undefined {
    const wire = serialise(draft, operation, new Map(capturesIn(draft).map((key) => [key, 'x'])));
    if (!wire.ok) return undefined;
    const { path, headers, body } = wire.value;
    const cut = path.indexOf('?');
    const query = cut < 0 ? '' : path.slice(cut);
    if (!body) return { query, headers };
    const text = Buffer.from(body).toString('utf8');
    const value = draft.body?.kind === 'value' ? draft.body.value : null;
    return Buffer.from(text).equals(Buffer.from(body)) ? { query, headers, body: { text, value } } : undefined;
  }

  /** The same value with another text, number or flag wherever the schema leaves it open, one after the other. */
  function variantOf(shop: Workshop, body: BodyContext, value: Json, salt: string): Json {
    if (!isObject(value)) return value;
    const mark = markOf(seed, salt);
    let varied: JsonObject = value;
    for (const [name, own] of Object.entries(value)) {
      for (const other of othersFor(own, mark)) {
        const next: JsonObject = { ...varied, [name]: other };
        if (!isValid(shop, body.schema.pointer, next)) continue;
        varied = next;
        break;
      }
    }
    return varied;
  }
}

function othersFor(value: Json, mark: string): readonly Json[] {
  const short = mark.slice(0, 6);
  const number = Number.parseInt(mark.slice(0, 4), 16);
  if (typeof value === 'string') {
    return [
      ...(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) ? [uuidOf(mark)] : []),
      ...(value.includes('@') ? [`conformance-${short}@example.com`] : []),
      ...(/^[a-z]+:\/\//i.test(value) ? [`${value.replace(/\/$/, '')}/${short}`] : []),
      `${value}-${short}`, `${value}${short}`, lettersOf(mark, 8), lettersOf(mark, Math.max(1, value.length)), String(number),
    ].filter((other) => other !== value);
  }
  if (typeof value === 'number') return [value + (number % 50) + 1, value + 1, value - 1, value + 0.5].filter((other) => other !== value);
  return typeof value === 'boolean' ? [!value] : [];
}

function markOf(seed: number, salt: string): string {
  return createHash('sha256').update(`${seed} ${salt}`).digest('hex').slice(0, 32);
}

function uuidOf(mark: string): string {
  return `${mark.slice(0, 8)}-${mark.slice(8, 12)}-4${mark.slice(13, 16)}-a${mark.slice(17, 20)}-${mark.slice(20, 32)}`;
}

function lettersOf(mark: string, length: number): string {
  return [...mark.repeat(Math.ceil(length / mark.length))].slice(0, length).map((digit) => String.fromCodePoint(97 + Number.parseInt(digit, 16))).join('');
}
