import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import type { Call } from './call.ts';
import { cookiesIn, decoded, fieldIn } from './call.ts';

/** What a text on the wire may be in shape; of what types it is, its schema says. */
export type WireForm =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'members'; readonly members: Members }
  | { readonly kind: 'json'; readonly text: string };

/** Names with texts, lists of texts, or names again. */
export type Members = Readonly<Record<string, Member>>;
export type Member = string | readonly string[] | { readonly members: Members };

/** How a value is written, whether in a parameter or in a field of a form. */
export type Style = Pick<Parameter, 'name' | 'style' | 'explode' | 'mediaType'>;

/** The shapes that a parameter may have in a call, and none where it is not there. */
export function wireForms(parameter: Parameter, call: Call, propertyNames: readonly string[]): readonly WireForm[] {
  switch (parameter.in) {
    case 'path':
      return pathForms(parameter, call.matched?.pathValues.get(parameter.name));
    case 'query':
      return pairForms(parameter, call.query, propertyNames);
    case 'cookie':
      return pairForms(parameter, cookiesIn(call), propertyNames);
    case 'header':
      return segmentForms(parameter, fieldIn(call, parameter.name), /,\s*/, (text) => text);
  }
}

/** The shapes of a value in name-value pairs, such as a query or a form. */
export function pairForms(style: Style, pairs: readonly (readonly [string, string])[], propertyNames: readonly string[]): readonly WireForm[] {
  const { name, explode } = style;
  if (style.style === 'deepObject') {
    const members = deepMembers(name, pairs);
    return Object.keys(members).length === 0 ? [] : [{ kind: 'members', members }];
  }
  const own = pairs.filter(([each]) => each === name).map(([, raw]) => raw);
  const [first] = own;
  if (first === undefined) {
    if (!explode || style.mediaType !== undefined) return [];
    const members = membersOf(pairs.filter(([each]) => propertyNames.includes(each)).map(([each, raw]) => [each, decoded(raw)]));
    return Object.keys(members).length === 0 ? [] : [{ kind: 'members', members }];
  }
  if (own.length > 1) return [{ kind: 'list', items: own.map(decoded) }];
  const mark = style.style === 'spaceDelimited' ? /%20|\+| / : style.style === 'pipeDelimited' ? /%7C|\|/i : /,/;
  if (explode && style.style === 'form') return [...jsonForm(style, decoded(first)), { kind: 'text', text: decoded(first) }, { kind: 'list', items: [decoded(first)] }];
  return segmentForms(style, first, mark, decoded);
}

function pathForms(parameter: Parameter, given: string | undefined): readonly WireForm[] {
  if (given === undefined) return [];
  const { style, explode, name } = parameter;
  if (style === 'label') return segmentForms(parameter, given.replace(/^\./, ''), explode ? /\./ : /,/, (text) => text);
  if (style !== 'matrix') return segmentForms(parameter, given, /,/, (text) => text);
  const pairs = given.replace(/^;/, '').split(';').map((part) => [part.split('=')[0] ?? '', part.includes('=') ? part.slice(part.indexOf('=') + 1) : ''] as const);
  const own = pairs.filter(([each]) => each === name).map(([, text]) => text);
  if (own.length === 0) return [{ kind: 'members', members: membersOf(pairs) }];
  return own.length > 1 ? [{ kind: 'list', items: own }] : segmentForms({ ...parameter, explode: false }, own[0], /,/, (text) => text);
}

function segmentForms(style: Style, raw: string | undefined, mark: RegExp, decode: (text: string) => string): readonly WireForm[] {
  if (raw === undefined) return [];
  const parts = raw.split(mark).map(decode);
  const pairs = style.explode
    ? parts.map((part) => [part.split('=')[0] ?? '', part.includes('=') ? part.slice(part.indexOf('=') + 1) : ''] as const)
    : parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ''] as const] : []));
  return [...jsonForm(style, decode(raw)), { kind: 'text', text: decode(raw) }, { kind: 'list', items: parts }, { kind: 'members', members: membersOf(pairs) }];
}

function jsonForm({ mediaType }: Style, text: string): readonly WireForm[] {
  return mediaType === undefined && !/^[[{]/.test(text.trim()) ? [] : [{ kind: 'json', text }];
}

/** Pairs by name; what came several times is a list. */
export function membersOf(pairs: readonly (readonly [string, string])[]): Members {
  const members: Record<string, Member> = {};
  for (const [name, text] of pairs) {
    const known = Object.hasOwn(members, name) ? members[name] : undefined;
    const next: Member = known === undefined ? text : [...(Array.isArray(known) ? (known as readonly string[]) : [String(known)]), text];
    Object.defineProperty(members, name, { value: next, enumerable: true, configurable: true, writable: true });
  }
  return members;
}

/** `name[a][b]=…`: names within names. */
function deepMembers(name: string, pairs: readonly (readonly [string, string])[]): Members {
  const own = pairs.flatMap(([each, raw]): readonly (readonly [string, string])[] => {
    const rest = each.startsWith(`${name}[`) && each.endsWith(']') ? each.slice(name.length + 1, -1) : undefined;
    return rest === undefined ? [] : [[rest, decoded(raw)]];
  });
  const flat = membersOf(own.filter(([key]) => !key.includes('][')));
  const nested = new Map<string, (readonly [string, string])[]>();
  for (const [key, text] of own) {
    const at = key.indexOf('][');
    if (at >= 0) nested.set(key.slice(0, at), [...(nested.get(key.slice(0, at)) ?? []), [key.slice(at + 2), text]]);
  }
  return { ...flat, ...Object.fromEntries([...nested].map(([key, inner]) => [key, { members: membersOf(inner) }])) };
}

/** What JSON says, or nothing where it is none. */
export function parsed(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}
