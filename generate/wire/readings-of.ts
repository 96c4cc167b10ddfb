import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { scalarText } from './parameter-text.ts';

/**
 * Every value that a legal server may read from the wire form of a parameter. Text has no types: `1` is a number or a
 * string, `a,b` is a string or a list, a list of one is its only item. Servers that trim or change case are legal too.
 * `undefined` among them: the parameter may be taken for absent.
 */
export function readingsOf(parameter: Parameter, value: Json): readonly (Json | undefined)[] {
  if (parameter.mediaType !== undefined) return [value, ...scalarReadings(JSON.stringify(value))];
  const readings: (Json | undefined)[] = [value];
  if (Array.isArray(value)) {
    const texts = (value as readonly Json[]).map(scalarText);
    readings.push(...listReadings(texts), ...scalarReadings(joined(texts, parameter)), ...texts.slice(0, 1).flatMap(scalarReadings), ...texts.slice(-1).flatMap(scalarReadings));
    // A comma inside an item and one between items look alike.
    readings.push(...listReadings(texts.flatMap((text) => split(text))), ...listReadings(texts.flatMap((text) => text.split(','))));
    if (texts.length === 0) readings.push(undefined);
  } else if (value !== null && typeof value === 'object') {
    readings.push(...objectReadings(value as Readonly<Record<string, Json>>));
    // Outside of deepObject an object is a list of names and values, and may be read as one.
    const texts = Object.entries(value).flatMap(([name, each]) => [name, scalarText(each as Json)]);
    if (parameter.style !== 'deepObject') readings.push(...listReadings(texts), ...scalarReadings(texts.join(',')));
  } else {
    const text = scalarText(value);
    readings.push(...scalarReadings(text), ...listReadings([text]), ...[',', ' ', '|'].flatMap((mark) => listReadings(text.split(mark))));
    if (text.trim() === '') readings.push(undefined, []);
  }
  return readings;
}

/** What a single text can be taken for. */
function scalarReadings(text: string): readonly Json[] {
  const readings: Json[] = [text, text.trim(), text.toLowerCase(), text.toUpperCase(), text.trim().toLowerCase()];
  const word = text.trim();
  if (word !== '' && Number.isFinite(Number(word))) readings.push(Number(word));
  const flag = word.toLowerCase();
  if (['true', '1', 'yes', 'on', 't', 'y'].includes(flag)) readings.push(true);
  if (['false', '0', 'no', 'off', 'f', 'n'].includes(flag)) readings.push(false);
  if (['', 'null', 'nil', 'none', 'undefined'].includes(flag)) readings.push(null);
  // A flag without a value is often taken for true.
  if (flag === '') readings.push(true);
  if (/^[[{"]/.test(word)) {
    try {
      readings.push(JSON.parse(word) as Json);
    } catch {
      // It is text that only begins like JSON.
    }
  }
  return readings;
}

/** Lists of these texts, all items taken for the same kind of thing. */
function listReadings(texts: readonly string[]): readonly Json[] {
  const kinds: readonly ((text: string) => Json)[] = [
    (text) => text, (text) => text.trim(), (text) => text.toLowerCase(), (text) => text.toUpperCase(),
    (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text),
    (text) => (text === 'true' || text === 'false' ? text === 'true' : text),
  ];
  // Whoever reads a list as a set does not see that an item came twice.
  const distinct = [...new Set(texts)];
  const lists = kinds.map((kind) => texts.map(kind));
  const filled = texts.filter((text) => text !== '');
  return [...lists, ...(filled.length < texts.length ? [filled] : []), ...(distinct.length < texts.length ? [distinct] : [])];
}

function objectReadings(value: Readonly<Record<string, Json>>): readonly Json[] {
  const kinds: readonly ((each: Json) => Json)[] = [scalarTextOrSame, (each) => {
    const text = scalarTextOrSame(each);
    return typeof text === 'string' && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  }, (each) => {
    const text = scalarTextOrSame(each);
    return text === 'true' || text === 'false' ? text === 'true' : text;
  }];
  return kinds.map((kind) => Object.fromEntries(Object.entries(value).map(([name, each]) => [name, kind(each)])));
}

function scalarTextOrSame(value: Json): Json {
  return value !== null && typeof value === 'object' ? value : scalarText(value);
}

function split(text: string): readonly string[] {
  return text.split(/[,|\s]/);
}

function joined(texts: readonly string[], { style }: Parameter): string {
  return texts.join(style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',');
}
