import type { Notice } from '../../model/description.ts';
import type { JsonObject, JsonPointer } from '../../model/json.ts';
import type { Problem } from '../../model/problem.ts';
import { getAt, parsePointer } from '../json-pointer.ts';
import { findSchemas } from '../schemas/find-schemas.ts';
import type { Bundled } from './bundle.ts';
import type { Target } from './find-target.ts';
import type { Complaint } from './lint.ts';
import { lint } from './lint.ts';
import { breaches } from './meta-schema.ts';
import { readOperations } from './operations.ts';
import { briefPlaceOf, placeOf } from './place-of.ts';
import { maps } from './references.ts';
import { schemaFaults } from './schema-faults.ts';
import type { Version } from './unknown-keywords.ts';
import { unknownKeywords } from './unknown-keywords.ts';
import { unknownSchemes } from './unknown-schemes.ts';

/** What is wrong with a description, most important first, and what is odd about it. */
export interface Validation {
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

/** What was written, before anything was said in other words. */
export interface Written {
  readonly document: JsonObject;
  readonly version: Version;
  /** Whose rules its schemas follow. */
  readonly dialect: '3.0' | '3.1';
}

/** The same, with what it refers to brought in. */
export interface WrittenWhole extends Written {
  /** The file and the pointer in it that a pointer comes from. */
  origin(pointer: JsonPointer): Target;
}

/** Rules of the linter that a description breaks at its own cost: it can be judged by nevertheless. */
const oddities: Readonly<Record<string, { readonly code: string; readonly what: string }>> = {
  'unknown-keyword': { code: 'DESCRIPTION_UNKNOWN_KEYWORD', what: 'A schema has a keyword that this version of OpenAPI does not know.' },
  'spec-ref-siblings': { code: 'DESCRIPTION_REF_SIBLINGS', what: 'What stands beside a $ref has no effect in OpenAPI 3.0; only of "nullable", null is taken to be allowed.' },
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

/**
 * Holds a description against the OpenAPI Specification, from three sides: the linter of Redocly for structure and names,
 * the published schemas by swagger-parser for what it lets pass, and the schemas of the description themselves.
 */
export async function validate(bundled: Bundled, { version, dialect, document, origin }: WrittenWhole): Promise<Validation> {
  const schemas = findSchemas(bundled.document);
  const linted = await lint(bundled.sources);
  // There is no published schema of 3.2 that the parser knows; the linter knows that version.
  const breached = (version === '3.2' ? [] : await breaches(document, version)).map((breach) => ({ ...breach, ...origin(breach.pointer) }));
  const isOdd = unknownKeywords({ version, document, standing: (source, pointer) => bundled.standing(source, pointer), schemas: version === '2.0' ? undefined : schemas });
  const complaints = (linted ?? []).filter((complaint) => !isInExtension(complaint.pointer) && !(version === '2.0' && isMistaken(complaint, breached)))
    .map((complaint) => (isOdd(complaint) ? { ...complaint, rule: 'unknown-keyword' } : complaint));
  const serious = complaints.filter(({ rule }) => oddities[rule] === undefined);
  const problems = serious.map(problemOf);
  for (const { source, pointer: at, message } of breached) {
    // Said already, and better.
    if (complaints.some((complaint) => complaint.source === source && (isWithin(complaint.pointer, at) || isWithin(at, placeOfFault(complaint, version))))) continue;
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

/** For one keyword that it does not know, the published schema of 2.0 finds fault with the whole of what has it. */
function placeOfFault({ rule, pointer }: Complaint, version: Version): JsonPointer {
  return version === '2.0' && rule === 'unknown-keyword' ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer;
}

/** Of 2.0 the linter knows less than the published schema, such as the type of a file. */
function isMistaken({ rule, source, pointer }: Complaint, breached: readonly Target[]): boolean {
  if (rule !== 'struct') return false;
  return getAt(source.value, pointer) === 'file' || !breached.some((breach) => breach.source === source);
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
