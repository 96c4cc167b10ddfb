import type { z } from 'zod';
import type { Place, Problem } from '../model/problem.ts';
import { configurationFile } from './configuration-file.ts';
import { listed, nearNames, oneOf, quoted } from './near-names.ts';

/** Where a value of the configuration stands. */
export type Locate = (path: readonly PropertyKey[], what: 'key' | 'value') => Place;

/** The problems of a value that is no configuration, in words of the configuration. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], locate: Locate): readonly Problem[] {
  return issues.flatMap((issue) => (issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => unknownKey(key, issue.path, locate))
    : [{ code: 'CONFIGURATION_INVALID', what: `${named(issue.path)} ${issue.message}.`, where: locate(issue.path, 'value') }]));
}

function unknownKey(key: string, path: readonly PropertyKey[], locate: Locate): Problem {
  const known = keysAt(path);
  const near = nearNames(key, known);
  return {
    code: 'CONFIGURATION_UNKNOWN_KEY',
    what: `${path.length === 0 ? 'The configuration' : named(path)} has no setting ${quoted(key)}.`,
    where: locate([...path, key], 'key'),
    fix: `${near.length > 0 ? `Did you mean ${oneOf(near)}? ` : ''}Known: ${listed(known)}.`,
  };
}

function named(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'The configuration' : path.map((step) => (typeof step === 'number' ? `[${step}]` : String(step))).join('.').replaceAll('.[', '[');
}

/** The settings that the schema knows at a path. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = configurationFile;
  for (const step of path) schema = child(unwrapped(schema), step);
  const definition = unwrapped(schema);
  return definition?.type === 'object' && definition.shape ? Object.keys(definition.shape).filter((key) => key !== '$schema').sort() : [];
}

interface Definition {
  readonly type: string;
  readonly innerType?: unknown;
  readonly valueType?: unknown;
  readonly shape?: Readonly<Record<string, unknown>>;
}

function unwrapped(schema: unknown): Definition | undefined {
  const definition = (schema as { readonly def?: Definition } | undefined)?.def;
  return definition?.type === 'optional' ? unwrapped(definition.innerType) : definition;
}

function child(definition: Definition | undefined, step: PropertyKey): unknown {
  return definition?.type === 'record' ? definition.valueType : definition?.shape?.[String(step)];
}
