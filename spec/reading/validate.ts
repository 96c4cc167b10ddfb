import type { Notice } from '../../model/description.ts';
import type { JsonObject, JsonPointer } from '../../model/json.ts';
import type { Problem } from '../../model/problem.ts';
import { parsePointer } from '../json-pointer.ts';
import { findSchemas } from '../schemas/find-schemas.ts';
import type { Bundled } from './bundle.ts';
import type { Complaint } from './lint.ts';
import { lint } from './lint.ts';
import { breaches } from './meta-schema.ts';
import { readOperations } from './operations.ts';
import { briefPlaceOf, placeOf } from './place-of.ts';
import { maps } from './references.ts';
import { schemaFaults } from './schema-faults.ts';
import type { Source } from './source.ts';
import { unknownSchemes } from './unknown-schemes.ts';

/** What is wrong with a description, most important first, and what is odd about it. */
export interface Validation {
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

/** What was written, before anything was said in other words. */
export interface Written {
  readonly document: JsonObject;
  readonly version: '2.0' | '3.0' | '3.1' | '3.2';
  /** Whose rules its schemas follow. */
  readonly dialect: '3.0' | '3.1';
}

const unread: Source = { url: '', file: '', text: '', value: null, digest: '' };

/** Rules of the linter that a description breaks at its own cost: it can be judged by nevertheless. */
const oddities: Readonly<Record<string, { readonly code: string; readonly what: string }>> = {
  'unknown-keyword': { code: 'DESCRIPTION_UNKNOWN_KEYWORD', what: 'A schema has a keyword that this version of OpenAPI does not know.' },
  'spec-ref-siblings': { code: 'DESCRIPTION_REF_SIBLINGS', what: 'What stands beside a $ref has no effect in OpenAPI 3.0.' },
  'nullable-type-sibling': { code: 'DESCRIPTION_NULLABLE', what: 'Without "type" beside it "nullable" has no defined meaning; null is taken to be allowed.' },
  'no-identical-paths': { code: 'DESCRIPTION_SAME_PATHS', what: 'Two paths differ only in the names of their parameters.' },
  'path-not-include-query': { code: 'DESCRIPTION_PATH_QUERY', what: 'A path contains a query string.' },
  'no-undefined-server-variable': { code: 'DESCRIPTION_SERVER_VARIABLE', what: 'A server URL has a variable that is not described.' },
};

const codes: Readonly<Record<string, string>> = {
  'path-parameters-defined': 'PATH_PARAMETER_MISSING',
  'operation-operationId-unique': 'OPERATION_ID_TWICE',
  'operation-parameters-unique': 'PARAMETER_TWICE',
};

const fixes: Readonly<Record<string, string>> = {
  PATH_PARAMETER_MISSING: 'Describe each name in braces as a parameter with "in: path", and no other.',
  OPERATION_ID_TWICE: 'Give each operation an operationId of its own.',
  PARAMETER_TWICE: 'A parameter is one name in one place: leave one of them out.',
};

const unlinted: Notice = { code: 'DESCRIPTION_UNLINTED', what: 'References lead from one to the next thousands of times, so only the structure was checked, and not the names.' };

/** Keywords of JSON Schema that OpenAPI 3.0 left out; an author who uses them means what they say. */
const laterKeywords = new Set([
  'const', 'examples', 'patternProperties', 'propertyNames', 'if', 'then', 'else', 'contains', 'prefixItems', 'dependentRequired', 'dependentSchemas',
  'unevaluatedProperties', 'unevaluatedItems', 'contentMediaType', 'contentEncoding', 'contentSchema', '$comment', '$defs', 'definitions', '$id', 'id', '$schema', '$anchor',
  'additionalItems', 'dependencies', 'minContains', 'maxContains',
]);

/**
 * Holds a description against the OpenAPI Specification, from three sides: the linter of Redocly for structure and names,
 * the published schemas by swagger-parser for what it lets pass, and the schemas of the description themselves.
 */
export async function validate(bundled: Bundled, { version, dialect, document }: Written): Promise<Validation> {
  const schemas = findSchemas(bundled.document);
  const linted = await lint(bundled.sources);
  const complaints = (linted ?? []).filter(({ pointer }) => !isInExtension(pointer)).map((complaint) => (isUnknownKeyword(complaint, bundled, schemas, dialect) ? { ...complaint, rule: 'unknown-keyword' } : complaint));
  const serious = complaints.filter(({ rule }) => oddities[rule] === undefined);
  const problems = serious.map(problemOf);
  // There is no published schema of 3.2 that the parser knows; the linter knows that version.
  for (const { pointer, message } of version === '3.2' ? [] : await breaches(document, version)) {
    const { source, pointer: at } = version === '2.0' ? { source: bundled.sources[0] ?? unread, pointer } : bundled.origin(pointer);
    // Said already, and better.
    if (complaints.some((complaint) => complaint.source === source && (isWithin(complaint.pointer, at) || isWithin(at, complaint.pointer)))) continue;
    problems.push({ code: 'DESCRIPTION_INVALID', what: message, where: placeOf(source, at) });
  }
  for (const { name, pointer } of unknownSchemes(bundled.document, readOperations(bundled.document, []))) {
    const { source, pointer: at } = bundled.origin(pointer);
    problems.push({ code: 'SECURITY_SCHEME_UNKNOWN', what: `There is no security scheme named ${JSON.stringify(name)}.`, where: placeOf(source, at), fix: 'Describe it in components/securitySchemes, or correct the name.' });
  }
  for (const { pointer, what, fix } of schemaFaults(bundled.document, schemas)) {
    const { source, pointer: at } = bundled.origin(pointer);
    problems.push({ code: 'DESCRIPTION_SCHEMA', what, where: placeOf(source, at), fix });
  }
  const notices = noticesOf(complaints.filter(({ rule }) => dialect === '3.0' || rule !== 'nullable-type-sibling'));
  return { problems, notices: linted ? notices : [...notices, unlinted] };
}

function problemOf({ rule, message, suggestions: [suggestion], source, pointer }: Complaint): Problem {
  const code = codes[rule] ?? 'DESCRIPTION_INVALID';
  const fix = suggestion === undefined ? fixes[code] : `Did you mean "${suggestion}"?`;
  return { code, what: sentence(message), where: placeOf(source, pointer), ...(fix !== undefined && { fix }) };
}

/** One line, ending in a full stop, with names in straight quotes. */
function sentence(message: string): string {
  return `${(message.split('\n')[0] ?? '').trim().replace(/\.$/, '')}.`.replaceAll('`', '"');
}

function isUnknownKeyword({ rule, message, source, pointer }: Complaint, bundled: Bundled, schemas: ReadonlySet<JsonPointer>, dialect: '3.0' | '3.1'): boolean {
  if (rule !== 'struct' || !message.includes('is not expected here')) return false;
  const cut = pointer.lastIndexOf('/');
  if (!schemas.has(bundled.standing(source, pointer.slice(0, cut)))) return false;
  return dialect === '3.1' || laterKeywords.has(pointer.slice(cut + 1));
}

/** What extensions hold is nobody's business; the linter knows some of them and has views. */
function isInExtension(pointer: JsonPointer): boolean {
  const tokens = parsePointer(pointer) ?? [];
  return tokens.some((token, index) => token.startsWith('x-') && !maps.has(tokens[index - 1] ?? '') && tokens[index - 1] !== 'examples');
}

function isWithin(pointer: JsonPointer, container: JsonPointer): boolean {
  return pointer === container || pointer.startsWith(`${container}/`);
}

/** One notice for each kind, with the first place and how many more there are. */
function noticesOf(complaints: readonly Complaint[]): readonly Notice[] {
  return Object.entries(oddities).flatMap(([rule, { code, what }]): readonly Notice[] => {
    const all = complaints.filter((complaint) => complaint.rule === rule);
    const [first] = all;
    if (!first) return [];
    const more = all.length === 1 ? '' : ` (and at ${all.length - 1} more ${all.length === 2 ? 'place' : 'places'})`;
    return [{ code, what: `${what.slice(0, -1)}${more}.`, where: briefPlaceOf(first.source, first.pointer) }];
  });
}
