import type { JsonPointer } from '../../model/json.ts';
import { parsePointer } from '../json-pointer.ts';

/** A step into a value: the name of a member, or the index of an item. */
export type Access = readonly (string | number)[];

/** Which message an expression looks at. */
export type MessageSide = 'request' | 'response';

/** A runtime expression, taken apart. */
export type Expression =
  | { readonly kind: 'url' | 'method' | 'statusCode' | 'self' }
  /** Header, query and path parameter values are texts. */
  | { readonly kind: 'text'; readonly of: MessageSide; readonly part: 'header' | 'query' | 'path'; readonly name: string }
  | { readonly kind: 'body'; readonly of: MessageSide } & Reach
  | { readonly kind: 'inputs' | 'outputs'; readonly name: string } & Reach
  | { readonly kind: 'steps'; readonly step: string; readonly name: string } & Reach
  | { readonly kind: 'workflows'; readonly workflow: string; readonly of: 'inputs' | 'outputs'; readonly name: string } & Reach
  | { readonly kind: 'sourceDescriptions'; readonly source: string; readonly name: string }
  | { readonly kind: 'components'; readonly group: string; readonly name: string } & Reach;

/** How far into a value an expression reaches: members and items first, then a pointer. */
interface Reach {
  readonly access: Access;
  readonly pointer?: JsonPointer;
}

/** An expression, or why a text is none. */
export type ParsedExpression = { readonly expression: Expression } | { readonly why: string };

const roots = /^\$(?:url|method|statusCode|self|request|response|message|inputs|outputs|steps|workflows|sourceDescriptions|components)(?![A-Za-z0-9_])/;

/** Whether a text is meant as a runtime expression: it begins with one of their names. */
export function looksLikeExpression(text: string): boolean {
  return roots.test(text);
}

/** Reads a runtime expression of Arazzo 1.0 or 1.1. */
export function parseExpression(text: string): ParsedExpression {
  if (!looksLikeExpression(text)) return { why: `${JSON.stringify(text)} is no runtime expression: none begins so` };
  const hash = text.indexOf('#');
  const head = hash === -1 ? text : text.slice(0, hash);
  const pointer = hash === -1 ? undefined : text.slice(hash + 1);
  if (pointer !== undefined && parsePointer(pointer) === undefined) return { why: `${JSON.stringify(pointer)} is no JSON Pointer: it must be empty or begin with a slash` };
  for (const { pattern, read, pointed } of forms) {
    const found = pattern.exec(head)?.groups;
    if (!found) continue;
    if (pointer !== undefined && pointed !== true) return { why: `${JSON.stringify(head)} is no structure that a JSON Pointer could lead into` };
    const access = accessOf(found['access'] ?? '');
    return { expression: read(found, { access, ...(pointer !== undefined && { pointer }) }) };
  }
  if (head.startsWith('$message')) return { why: '$message belongs to AsyncAPI, which is not run here' };
  return { why: `${JSON.stringify(text)} is no runtime expression` };
}

interface Form {
  readonly pattern: RegExp;
  /** Whether a JSON Pointer may follow. */
  readonly pointed?: true;
  read(groups: Readonly<Record<string, string | undefined>>, reach: Reach): Expression;
}

const access = String.raw`(?<access>(?:\.[A-Za-z0-9_-]+|\[\d+\]|\['[^']*'\])*)`;
/** A name may have dots in it; brackets end it. */
const name = String.raw`(?<name>[A-Za-z0-9_.-]+)(?<access>(?:\[(?:\d+|'[^']*')\](?:\.[A-Za-z0-9_-]+)*)*)`;

const forms: readonly Form[] = [
  { pattern: /^\$(?<kind>url|method|statusCode|self)$/, read: ({ kind }) => ({ kind: kind as 'url' }) },
  {
    pattern: /^\$(?<of>request|response)\.header\.(?<name>[A-Za-z0-9!#$%&'*+.^_`|~-]+)$/,
    read: ({ of, name: field = '' }) => ({ kind: 'text', of: of as MessageSide, part: 'header', name: field }),
  },
  {
    pattern: /^\$(?<of>request|response)\.(?<part>query|path)\.(?<name>.+)$/s,
    read: ({ of, part, name: parameter = '' }) => ({ kind: 'text', of: of as MessageSide, part: part as 'query', name: parameter }),
  },
  { pattern: new RegExp(String.raw`^\$(?<of>request|response)\.body${access}$`), pointed: true, read: ({ of }, reach) => ({ kind: 'body', of: of as MessageSide, ...reach }) },
  { pattern: new RegExp(String.raw`^\$(?<kind>inputs|outputs)\.${name}$`), pointed: true, read: ({ kind, name: value = '' }, reach) => ({ kind: kind as 'inputs', name: value, ...reach }) },
  {
    pattern: new RegExp(String.raw`^\$steps\.(?<step>[A-Za-z0-9_-]+)\.outputs\.${name}$`), pointed: true,
    read: ({ step = '', name: output = '' }, reach) => ({ kind: 'steps', step, name: output, ...reach }),
  },
  {
    pattern: new RegExp(String.raw`^\$workflows\.(?<workflow>[A-Za-z0-9_-]+)\.(?<of>inputs|outputs)\.${name}$`), pointed: true,
    read: ({ workflow = '', of, name: value = '' }, reach) => ({ kind: 'workflows', workflow, of: of as 'inputs', name: value, ...reach }),
  },
  { pattern: /^\$sourceDescriptions\.(?<source>[A-Za-z0-9_-]+)\.(?<name>.+)$/s, read: ({ source = '', name: value = '' }) => ({ kind: 'sourceDescriptions', source, name: value }) },
  {
    pattern: new RegExp(String.raw`^\$components\.(?<group>inputs|parameters|successActions|failureActions)\.${name}$`), pointed: true,
    read: ({ group = '', name: value = '' }, reach) => ({ kind: 'components', group, name: value, ...reach }),
  },
];

function accessOf(text: string): Access {
  return [...text.matchAll(/\.([A-Za-z0-9_-]+)|\[(\d+)\]|\['([^']*)'\]/g)].map(([, member, index, quoted]) => member ?? (index === undefined ? (quoted ?? '') : Number(index)));
}
