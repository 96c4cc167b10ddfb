import type { Configuration } from '../config/configuration.ts';
import { unknownName } from '../config/near-names.ts';
import type { Description } from '../model/description.ts';
import type { Problem } from '../model/problem.ts';

/** Names of the configuration that the description does not have: misspelt they would have no effect, and nobody would see it. */
export function unknownNames({ safeOperations, credentials, fixtures, disposable }: Configuration, { operations, securitySchemes }: Description): readonly Problem[] {
  const ids = operations.map(({ id }) => id);
  const parameters = operations.flatMap((operation) => operation.parameters.map(({ name }) => name));
  const unknown = (code: string, kind: string, names: readonly string[], known: readonly string[]): readonly Problem[] =>
    names.filter((name) => !known.includes(name)).map((name) => unknownName(code, kind, name, known));
  return [
    ...unknown('UNKNOWN_OPERATION', 'operation of the description', safeOperations, ids),
    ...unknown('UNKNOWN_SCHEME', 'security scheme of the description', Object.keys(credentials.schemes), [...securitySchemes.keys()]),
    ...unknown('UNKNOWN_PARAMETER', 'parameter of the description', [...Object.keys(fixtures), ...Object.keys(disposable)], parameters),
  ];
}
