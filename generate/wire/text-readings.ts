import type { Json } from '../../model/json.ts';

/** Everything that a single text can be taken for. */
export function textReadings(text: string): readonly Json[] {
  const readings: Json[] = [text, ...kindTexts(text)];
  const word = text.trim();
  if (isNumeric(word)) readings.push(Number(word));
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

/** What it most likely is, where text alone is sent: a number, a flag, otherwise itself. */
export function likeliest(text: string): Json {
  const word = text.trim();
  if (isNumeric(word)) return Number(word);
  return word === 'true' || word === 'false' ? word === 'true' : text;
}

/** Whether a text can be taken for a number. */
export function isNumeric(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** A text as servers store it that trim or change case; they are legal too. */
export function kindTexts(text: string): readonly string[] {
  return [...new Set([text.trim(), text.toLowerCase(), text.toUpperCase(), text.trim().toLowerCase(), text.trim().toUpperCase()])].filter((each) => each !== text);
}

/** A value with its texts as servers store them that trim or change case; only such as differ from it. */
export function kindReadings(value: Json): readonly Json[] {
  const own = JSON.stringify(value);
  const ways: readonly ((text: string) => string)[] = [(text) => text.trim(), (text) => text.toLowerCase(), (text) => text.toUpperCase(), (text) => text.trim().toLowerCase()];
  return ways.map((way) => mapTexts(value, way)).filter((each) => JSON.stringify(each) !== own);
}

function mapTexts(value: Json, way: (text: string) => string): Json {
  if (typeof value === 'string') return way(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => mapTexts(each, way));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapTexts(each as Json, way)]));
}
