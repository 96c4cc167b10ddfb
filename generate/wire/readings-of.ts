import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { scalarText } from './parameter-text.ts';
import { percentEncoded } from './percent-encoding.ts';
import { isNumeric, kindReadings, kindTexts, likeliest, textReadings } from './text-readings.ts';

type Form = Pick<Parameter, 'in' | 'style' | 'explode' | 'mediaType'>;
type Texts = Readonly<Record<string, Json>>;

/** Of so many texts in a value each is read in every way by itself; longer lists are read as a whole. */
const mostTexts = 40;

/**
 * Every value that a legal server may read from the wire form of a parameter. Text has no types: `1` is a number or a
 * string, `a,b` is a string or a list, a list of one is its only item. Servers that trim or change case are legal too.
 * `undefined` among them: the parameter may be taken for absent.
 */
export function* readingsOf(parameter: Form, value: Json): Iterable<Json | undefined> {
  const known = new Set<string | undefined>();
  for (const reading of allReadings(parameter, value)) {
    const text = JSON.stringify(reading);
    if (!known.has(text)) yield reading;
    known.add(text);
  }
}

function* allReadings(parameter: Form, value: Json): Iterable<Json | undefined> {
  yield value;
  if (parameter.mediaType !== undefined) {
    yield* kindReadings(value);
    yield* textReadings(JSON.stringify(value));
    return;
  }
  if (Array.isArray(value)) {
    const texts = (value as readonly Json[]).map(scalarText);
    yield* listReadings(texts);
    yield* eachInTurn(value);
    yield* textReadings(texts.join(joiner(parameter)));
    const undecoded = texts.map(percentEncoded);
    if (isUndecoded(parameter) && undecoded.some((text, index) => text !== texts[index])) yield* [...listReadings(undecoded), ...textReadings(undecoded.join(joiner(parameter)))];
    // A list of one is its only item, and who expects one item of a repeated name takes the first or the last.
    for (const text of new Set([...texts.slice(0, 1), ...texts.slice(-1)])) yield* textReadings(text);
    // A mark inside an item and one between items look alike.
    for (const mark of marks(parameter)) if (texts.some((text) => mark.test(text))) yield* listReadings(texts.flatMap((text) => text.split(mark)));
    if (texts.every((text) => text.trim() === '')) yield undefined;
  } else if (value !== null && typeof value === 'object') {
    yield* objectReadings(value as Texts);
    if (parameter.style === 'deepObject') return;
    // Outside of deepObject an object is a list of names and values, and may be read as one, or cut at other marks.
    const texts = Object.entries(value).flatMap(([name, each]) => [name, scalarText(each as Json)]);
    yield* listReadings(texts);
    yield* textReadings(texts.join(joiner(parameter)));
    for (const mark of marks(parameter)) yield* cutApart(value as Texts, mark, parameter.explode);
    if (texts.length === 0) yield undefined;
  } else {
    const text = scalarText(value);
    yield* singleReadings(text, parameter);
    if (isUndecoded(parameter) && percentEncoded(text) !== text) yield* singleReadings(percentEncoded(text), parameter);
    if (text.trim() === '') yield* [undefined, []];
    // Some hold the words for nothing to be nothing.
    if (/^(?:null|nil|none|undefined)$/i.test(text.trim())) yield undefined;
  }
}

function* singleReadings(text: string, parameter: Form): Iterable<Json> {
  yield* textReadings(text);
  yield* listReadings([text]);
  for (const mark of marks(parameter)) if (mark.test(text)) yield* listReadings(text.split(mark));
}

/** Lists of these texts, all items taken for the same kind of thing, or each for what it looks like. */
function* listReadings(texts: readonly string[]): Iterable<Json> {
  for (const kind of kinds) yield texts.map(kind);
  const filled = texts.filter((text) => text !== '');
  // Whoever reads a list as a set does not see that an item came twice.
  const distinct = [...new Set(texts)];
  for (const fewer of [filled, distinct]) if (fewer.length < texts.length) yield* [fewer, fewer.map(likeliest)];
}

const kinds: readonly ((text: string) => Json)[] = [
  (text) => text, (text) => text.trim(), (text) => text.toLowerCase(), (text) => text.toUpperCase(), likeliest,
  (text) => (isNumeric(text) ? Number(text) : text),
  (text) => (text === 'true' || text === 'false' ? text === 'true' : text),
];

function* objectReadings(value: Texts): Iterable<Json> {
  for (const kind of kinds) yield mapLeaves(value, (leaf) => kind(scalarText(leaf)));
  yield* eachInTurn(value);
  // What is sent empty may be taken for not sent.
  const filled = Object.entries(value).filter(([, each]) => each !== null && scalarText(each).trim() !== '');
  if (filled.length < Object.keys(value).length) yield Object.fromEntries(filled);
}

/** Each text by itself in every way, while the others stay what was meant by them. */
function* eachInTurn(value: Json): Iterable<Json> {
  const leaves = new Set<Json>();
  mapLeaves(value, (leaf) => {
    if (leaves.size < mostTexts) leaves.add(leaf);
    return leaf;
  });
  for (const leaf of leaves) {
    const text = scalarText(leaf);
    for (const reading of new Set([...textReadings(text), ...kindTexts(text)])) yield mapLeaves(value, (each) => (each === leaf ? reading : each));
    // A list of one is its only item here too.
    yield mapLeaves(value, (each) => (each === leaf ? [each] : each));
  }
}

function mapLeaves(value: Json, read: (leaf: Json) => Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => mapLeaves(each, read));
  if (value === null || typeof value !== 'object') return read(value);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapLeaves(each as Json, read)]));
}

/** An object as somebody reads it who cuts its decoded text at every mark. */
function* cutApart(value: Texts, mark: RegExp, explode: boolean): Iterable<Json> {
  const parts = Object.entries(value).flatMap(([name, each]) => (explode ? [`${name}=${scalarText(each)}`] : [name, scalarText(each)]).flatMap((text) => text.split(mark)));
  const pairs = explode
    ? parts.map((part) => [part.slice(0, part.includes('=') ? part.indexOf('=') : part.length), part.includes('=') ? part.slice(part.indexOf('=') + 1) : ''] as const)
    : parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? ''] as const] : []));
  yield* [Object.fromEntries(pairs), Object.fromEntries(pairs.map(([name, text]) => [name, likeliest(text)]))];
}

/** What stands between items beside the comma, by style. */
const styleMarks: Partial<Record<Parameter['style'], readonly RegExp[]>> = { label: [/\./, /[.,]/], matrix: [/[;,]/], pipeDelimited: [/\|/], spaceDelimited: [/\s/] };

/** Cookies and paths are not decoded by everybody. */
function isUndecoded(parameter: Form): boolean {
  return parameter.in === 'cookie' || parameter.in === 'path';
}

function marks({ style }: Form): readonly RegExp[] {
  return [/,/, /[,|\s]/, ...(styleMarks[style] ?? [])];
}

function joiner({ style }: Form): string {
  return style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
}
