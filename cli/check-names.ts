import { actorsIn, type Credentials } from '../config/secrets.ts';
import type { Configuration } from '../config/configuration.ts';
import { unknownName } from '../config/near-names.ts';
import type { Description } from '../model/description.ts';
import type { Flow } from '../model/flow.ts';
import type { Problem } from '../model/problem.ts';

/** Names of the configuration that the description does not have: misspelt they would have no effect, and nobody would see it. */
export function unknownNames({ safeOperations, credentials, fixtures, disposable, places }: Configuration, { operations, securitySchemes }: Description, flows: readonly Flow[]): readonly Problem[] {
  const ids = operations.map(({ id }) => id);
  const inputs = flows.flatMap(({ needs }) => [...needs.captures, ...(needs.optional ?? [])].map((key) => key.replace(/^disposable:/, '')));
  const parameters = [...operations.flatMap((operation) => operation.parameters.map(({ name }) => name)), ...inputs];
  const unknown = (code: string, kind: string, names: readonly (readonly [name: string, at: string])[], known: readonly string[]): readonly Problem[] =>
    names.filter(([name]) => !known.includes(name)).map(([name, at]) => {
      const where = places[at];
      return { ...unknownName(code, kind, name, known), ...(where && { where }) };
    });
  const keys = (record: object, below: string): readonly (readonly [string, string])[] => Object.keys(record).map((name) => [name, `${below}/${name}`]);
  return [
    ...unknown('UNKNOWN_OPERATION', 'operation of the description', safeOperations.map((id, index) => [id, `/safeOperations/${index}`]), ids),
    ...unknown('UNKNOWN_SCHEME', 'security scheme of the description', schemesNamed(credentials), [...securitySchemes.keys()]),
    ...unknown('UNKNOWN_PARAMETER', 'parameter of the description', [...keys(fixtures, '/fixtures'), ...keys(disposable, '/fixtures/disposable')], parameters),
  ];
}

/** Every security scheme that credentials are given for, and where that is said. */
function schemesNamed(credentials: Credentials): readonly (readonly [name: string, at: string])[] {
  const below = { owner: '', expired: '/expired', 'other-tenant': '/otherTenant', 'read-only': '/readOnly' } as const;
  return actorsIn(credentials).flatMap(([actor, { schemes, sources, certificateScheme }]) =>
    [...Object.keys(schemes), ...Object.keys(sources), ...(certificateScheme === undefined ? [] : [certificateScheme])].map((name) => [name, `${below[actor]}/auth/${name}`] as const));
}
