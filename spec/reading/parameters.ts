import type { Parameter, ParameterLocation, ParameterStyle, Provenance } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { contentOf, examplesOf, schemaAt } from './content.ts';
import type { Part } from './parts.ts';
import { own, partAt, provenanceOf, text } from './parts.ts';

const defaultStyles: Readonly<Record<ParameterLocation, ParameterStyle>> = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' };
/** Header parameters of these names are ignored: OpenAPI says the first three elsewhere, and HTTP itself decides about the others. */
const saidElsewhere = new Set(['accept', 'content-type', 'authorization', 'content-length', 'transfer-encoding', 'connection', 'host', 'expect', 'te', 'trailer', 'upgrade']);

const styles: Readonly<Record<ParameterLocation, ReadonlySet<string>>> = {
  path: new Set(['simple', 'label', 'matrix']), query: new Set(['form', 'spaceDelimited', 'pipeDelimited', 'deepObject']), header: new Set(['simple']), cookie: new Set(['form']),
};

/** A parameter that requests cannot carry as it is described. */
export interface UnsentParameter {
  readonly pointer: JsonPointer;
  readonly why: 'querystring' | 'style';
  readonly required: boolean;
}

/** The parameters of an operation: those of its path items, overridden by its own. */
export function parametersOf(document: JsonObject, items: readonly Part[], operation: Part, provenance: Provenance): { readonly parameters: readonly Parameter[]; readonly unsent: readonly UnsentParameter[] } {
  const found = new Map<string, Parameter | UnsentParameter>();
  for (const { value, pointer } of [...items, operation]) {
    const list = own(value, 'parameters');
    if (!Array.isArray(list)) continue;
    for (const [index, each] of (list as readonly Json[]).entries()) {
      const part = partAt(document, each, `${pointer}/parameters/${index}`);
      if (!part) continue;
      const parameter = unsentOf(part) ?? parameterOf(document, part, provenance);
      if (parameter) found.set(`${String(part.value['in'])} ${String(part.value['name'])}`, parameter);
    }
  }
  const all = [...found.values()];
  return { parameters: all.filter((each): each is Parameter => !('why' in each)), unsent: all.filter((each): each is UnsentParameter => 'why' in each) };
}

function unsentOf({ value, pointer }: Part): UnsentParameter | undefined {
  const location = text(value, 'in');
  const style = text(value, 'style');
  const required = value['required'] === true || location === 'path';
  if (location === 'querystring') return { pointer, why: 'querystring', required };
  if (style === undefined || (location !== 'path' && location !== 'query' && location !== 'header' && location !== 'cookie')) return undefined;
  return styles[location].has(style) ? undefined : { pointer, why: 'style', required };
}

function parameterOf(document: JsonObject, { value, pointer }: Part, provenance: Provenance): Parameter | undefined {
  const name = text(value, 'name');
  const location = text(value, 'in');
  if (name === undefined || (location !== 'path' && location !== 'query' && location !== 'header' && location !== 'cookie')) return undefined;
  if (location === 'header' && saidElsewhere.has(name.toLowerCase())) return undefined;
  const style = (text(value, 'style') as ParameterStyle | undefined) ?? defaultStyles[location];
  const [media] = contentOf(document, value, pointer).values();
  const schema = schemaAt(value, pointer) ?? media?.schema;
  return {
    name, in: location, pointer,
    required: location === 'path' || value['required'] === true,
    deprecated: value['deprecated'] === true,
    allowReserved: value['allowReserved'] === true,
    allowEmptyValue: value['allowEmptyValue'] === true,
    style,
    explode: typeof value['explode'] === 'boolean' ? value['explode'] : style === 'form',
    ...(schema && { schema }),
    ...(media && { mediaType: media.range }),
    examples: [...examplesOf(document, value, pointer), ...(media?.examples ?? [])],
    provenance: provenanceOf(value) ?? provenance,
  };
}
