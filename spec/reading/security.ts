import type { SecurityRequirement, SecurityScheme } from '../../model/description.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { parsePointer } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import { entriesOf, text } from './parts.ts';

/** The security schemes by name. */
export function securitySchemesOf(document: JsonObject): ReadonlyMap<string, SecurityScheme> {
  return new Map(entriesOf(document, '/components/securitySchemes').map(([name, { value }]) => [name, schemeOf(value)] as const));
}

function schemeOf(value: JsonObject): SecurityScheme {
  const where = text(value, 'in');
  switch (text(value, 'type')) {
    case 'apiKey':
      return { kind: 'apiKey', name: text(value, 'name') ?? '', in: where === 'query' || where === 'cookie' ? where : 'header' };
    case 'http': {
      const scheme = text(value, 'scheme') ?? '';
      const known = scheme.toLowerCase();
      return known === 'basic' || known === 'bearer' ? { kind: known } : { kind: 'other', scheme };
    }
    case 'oauth2':
      return { kind: 'oauth2' };
    case 'openIdConnect':
      return { kind: 'openIdConnect' };
    case 'mutualTLS':
      return { kind: 'mutualTLS' };
    default:
      return { kind: 'other', scheme: text(value, 'type') ?? '' };
  }
}

/** A scheme's name, also where it is named by its place, as it may be since 3.2. */
function nameOf(name: string): string {
  const local = /^#\/components\/securitySchemes\/([^/]+)$/.exec(name)?.[1];
  return local === undefined ? name : (parsePointer(`/${local}`)?.[0] ?? name);
}

/** The alternatives under `security`. */
export function securityOf(value: Json | undefined): readonly SecurityRequirement[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).filter(isObject).map((alternative) =>
    new Map(Object.entries(alternative).map(([name, scopes]) => [nameOf(name), Array.isArray(scopes) ? (scopes as readonly Json[]).map(String) : []] as const)));
}
