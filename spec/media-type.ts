import type { MediaType } from '../model/description.ts';

/** A media type in parts, lower-case but for the values of parameters. */
export interface ParsedMediaType {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const head = new RegExp(`^[ \\t]*(${token})/(${token})[ \\t]*`);
const parameter = new RegExp(`^;[ \\t]*(?:(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)"))?[ \\t]*`);

/** Every answer has one, and nearly all of them have the same few. */
const mostKnown = 200;
const known = new Map<string, ParsedMediaType | undefined>();

/** Reads a media type (RFC 9110, section 8.3.1); undefined when the text is none. */
export function parseMediaType(text: string): ParsedMediaType | undefined {
  const before = known.get(text);
  if (before || known.has(text)) return before;
  const parsed = parsedAnew(text);
  if (known.size < mostKnown) known.set(text, parsed);
  return parsed;
}

function parsedAnew(text: string): ParsedMediaType | undefined {
  const start = head.exec(text);
  if (!start) return undefined;
  const parameters = new Map<string, string>();
  let rest = text.slice(start[0].length);
  while (rest !== '') {
    const next = parameter.exec(rest);
    if (!next) return undefined;
    const [whole, name, word, quoted] = next;
    if (name !== undefined) parameters.set(name.toLowerCase(), word ?? (quoted ?? '').replaceAll(/\\(.)/g, '$1'));
    rest = rest.slice(whole.length);
  }
  return { type: (start[1] ?? '').toLowerCase(), subtype: (start[2] ?? '').toLowerCase(), parameters };
}

/** The declared media type that a Content-Type selects, the most specific first: with parameters, exact, `type/*`, `*\/*`. */
export function mediaTypeFor(content: ReadonlyMap<string, MediaType>, contentType: string): MediaType | undefined {
  const received = parseMediaType(contentType);
  if (!received) return undefined;
  let best: { readonly media: MediaType; readonly rank: number } | undefined;
  for (const media of content.values()) {
    const declared = parseMediaType(media.range);
    const rank = declared ? rankOf(declared, received) : -1;
    if (rank >= 0 && (!best || rank > best.rank)) best = { media, rank };
  }
  return best?.media;
}

/** What text is in where nothing is said: JSON by RFC 8259, and everything else by today's custom. */
const usualCharset = 'utf-8';

/** How specifically a declared range matches; −1 when it does not. */
function rankOf(declared: ParsedMediaType, received: ParsedMediaType): number {
  if (declared.type === '*') return declared.subtype === '*' ? 0 : -1;
  if (declared.type !== received.type) return -1;
  if (declared.subtype === '*') return 1;
  if (declared.subtype !== received.subtype) return -1;
  for (const [name, value] of declared.parameters) {
    const given = received.parameters.get(name) ?? (name === 'charset' ? usualCharset : undefined);
    if (given?.toLowerCase() !== value.toLowerCase()) return -1;
  }
  return 2 + declared.parameters.size;
}

/** Whether bodies of this media type are JSON: `application/json`, `text/json`, or the suffix `+json` (RFC 6839). */
export function isJson(mediaType: string): boolean {
  const parsed = parseMediaType(mediaType);
  return parsed !== undefined && (parsed.subtype === 'json' || parsed.subtype.endsWith('+json'));
}
