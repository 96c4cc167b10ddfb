import type { SecurityRequirement, SecurityScheme } from '../../model/description.ts';
import type { Json, JsonObject } from '../../model/json.ts';
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

/** The alternatives under `security`. */
export function securityOf(value: Json | undefined): readonly SecurityRequirement[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).filter(isObject).map((alternative) =>
    new Map(Object.entries(alternative).map(([name, scopes]) => [name, Array.isArray(scopes) ? (scopes as readonly Json[]).map(String) : []] as const)));
}
