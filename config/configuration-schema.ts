import { z } from 'zod';
import { configurationFile } from './configuration-file.ts';

type Fragment = Record<string, unknown>;

/** The published JSON Schema of the configuration file, as text. */
export function configurationSchema(): string {
  const schema = z.toJSONSchema(configurationFile, {
    io: 'input',
    unrepresentable: 'throw',
    override: ({ jsonSchema }) => {
      const fragment = jsonSchema as Fragment;
      // Shorter, and the same: names are strings anyway.
      delete fragment['propertyNames'];
      for (const properties of [fragment['properties']]) {
        for (const [name, property] of Object.entries((properties ?? {}) as Record<string, Fragment>)) {
          if (takesNoText(property)) (properties as Fragment)[name] = withInterpolation(property);
        }
      }
    },
  });
  const { $schema, ...rest } = schema;
  return `${JSON.stringify({ $schema, title: 'Configuration of calico-conformance', ...rest }, null, 2)}\n`;
}

/** Anything but a free text must be told that `${NAME}` may stand in its place. */
function takesNoText(schema: Fragment): boolean {
  const options = schema['anyOf'] as readonly Fragment[] | undefined;
  if (options) return options.some(({ type }) => type === 'integer' || type === 'number');
  return Array.isArray(schema['enum']) || typeof schema['pattern'] === 'string';
}

function withInterpolation({ description, examples, ...schema }: Fragment): Fragment {
  const options = (schema['anyOf'] as readonly Fragment[] | undefined) ?? [schema];
  return {
    ...(description === undefined ? {} : { description }), ...(examples === undefined ? {} : { examples }),
    anyOf: [...options, { type: 'string', pattern: '^\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-.*)?\\}$' }],
  };
}
