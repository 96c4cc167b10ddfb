import type { Json, JsonObject } from '../../model/json.ts';
import { extensionsOf } from './parameter-from-swagger.ts';

const flows: Readonly<Record<string, string>> = { implicit: 'implicit', password: 'password', application: 'clientCredentials', accessCode: 'authorizationCode' };

/** A security scheme of Swagger 2.0 in the words of OpenAPI 3.0. */
export function schemeFromSwagger(scheme: JsonObject): JsonObject {
  const { type, description, name, in: location, flow, authorizationUrl, tokenUrl, scopes } = scheme;
  const about = { ...(description !== undefined && { description }), ...extensionsOf(scheme) };
  if (type === 'basic') return { type: 'http', scheme: 'basic', ...about };
  if (type === 'oauth2') return { type, flows: { [flows[String(flow)] ?? 'implicit']: given({ authorizationUrl, tokenUrl, scopes: scopes ?? {} }) }, ...about };
  return { ...given({ type, name, in: location }), ...about };
}

function given(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
