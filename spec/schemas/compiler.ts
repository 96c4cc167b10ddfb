import type { AddedFormat, DataValidateFunction, FuncKeywordDefinition, ValidateFunction } from 'ajv/dist/types/index.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Json, JsonObject } from '../../model/json.ts';
import { isMultipleOf } from './multiple-of.ts';
import { safePattern } from './pattern.ts';
import type { SchemaError } from './schema-error.ts';
import { areUnique } from './unique-items.ts';

/** Makes the judge of one kind of alternatives from the schema that has them. */
export type AlternativesJudge = (kind: 'oneOf' | 'anyOf', parent: JsonObject) => (value: unknown) => readonly SchemaError[];

export interface CompilerOptions {
  /** Asked of every value: whether what `format` says counts. */
  readonly assertsFormats: () => boolean;
  /** Judges alternatives one by one, where the compiler's own way is not needed. */
  readonly alternatives?: AlternativesJudge;
}

/** Own keywords say of themselves what is wrong; one that judges alternatives hands on what is wrong with the closest. */
type Check = ((value: unknown) => boolean) & Pick<DataValidateFunction, 'errors'>;

/** The name under which the translated document is known to its compiler. */
export const root = 'root';

/** ajv for one translated document, with keywords that are exact where its own are not, and patterns that cannot hang. */
export function compilerFor(document: JsonObject, { assertsFormats, alternatives }: CompilerOptions): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false, allErrors: true, validateSchema: false, logger: false, inlineRefs: false, verbose: true, ownProperties: true,
    code: { optimize: false, regExp: Object.assign(safePattern, { code: 'safePattern' }) as never },
  });
  // Where branches are judged one by one nobody asks what they have evaluated.
  if (alternatives) ajv.opts.unevaluated = false;
  (ajvFormats as unknown as (to: Ajv2020) => void)(ajv);
  for (const [name, format] of Object.entries(ajv.formats)) if (format) ajv.formats[name] = whenAsserted(format, assertsFormats);
  const replace = (definition: FuncKeywordDefinition & { readonly keyword: string }): void => {
    ajv.removeKeyword(definition.keyword);
    ajv.addKeyword(definition);
  };
  replace({ keyword: 'multipleOf', type: 'number', schemaType: 'number', validate: (divisor: number, value: number) => isMultipleOf(value, divisor) });
  replace({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: (wanted: boolean, value: readonly Json[]) => !wanted || areUnique(value) });
  replace({ keyword: 'writeOnly', schemaType: 'boolean', validate: (forbidden: boolean) => !forbidden });
  ajv.addKeyword({ keyword: 'never', schemaType: 'boolean', validate: () => false });
  replace({ keyword: 'readOnly', schemaType: 'boolean', validate: (forbidden: boolean) => !forbidden });
  for (const kind of alternatives ? (['oneOf', 'anyOf'] as const) : []) {
    replace({
      keyword: kind, schemaType: 'array', errors: 'full',
      compile: (_branches, parent) => {
        const judge = alternatives?.(kind, parent as JsonObject);
        const check: Check = (value) => {
          const nested = judge?.(value) ?? [];
          if (nested.length === 0) return true;
          check.errors = [{ keyword: kind, message: '', params: { nested } }];
          return false;
        };
        return check;
      },
    });
  }
  ajv.addSchema(document, root);
  return ajv;
}

/** A format that every value has while formats are not asserted. */
function whenAsserted(format: AddedFormat, asserted: () => boolean): AddedFormat {
  if (format === true) return format;
  const definition = typeof format === 'object' && !(format instanceof RegExp) ? format : { validate: format };
  const { validate } = definition;
  const holds = typeof validate === 'function' ? (validate as (value: unknown) => unknown) : (value: unknown) => (typeof validate === 'string' ? new RegExp(validate) : validate).test(String(value));
  return { ...definition, validate: (value: unknown) => !asserted() || holds(value) } as AddedFormat;
}

/** A compiled schema. */
export type Validator = ValidateFunction;
