import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt, parsePointer } from '../json-pointer.ts';
import { isObject, pointerOf } from '../resolve-reference.ts';
import { extensionsOf, isWritable, styleOf, valueSchemaOf } from './parameter-from-swagger.ts';
import type { UnsentParameter } from './parameters.ts';
import { schemaFromSwagger } from './schema-from-swagger.ts';
import { schemeFromSwagger } from './scheme-from-swagger.ts';

/** A Swagger 2.0 document said again in the words of OpenAPI 3.0. */
export interface FromSwagger {
  readonly document: JsonObject;
  /** Where in the document as written something of the new one comes from. */
  origin(pointer: JsonPointer): JsonPointer;
  /** Fields of forms that cannot be written as they are described. */
  readonly unsent: readonly UnsentParameter[];
}

interface Part {
  readonly value: JsonObject;
  readonly pointer: JsonPointer;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;
const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'];
/** What answers are where nobody says what they are. */
const anyType = ['*/*'];

/** Says a document of version 2.0 again in 3.0: servers, bodies, forms, collection formats, security. */
export function fromSwagger(written: JsonObject): FromSwagger {
  const origins = new Map<JsonPointer, JsonPointer>();
  const came = (pointer: JsonPointer, from: JsonPointer): void => void origins.set(pointer, from);
  /** Schemas that are referred to where no schema can stand in 3.0, by where they stand. */
  const elsewhere = new Map<JsonPointer, string>();
  const unsent: UnsentParameter[] = [];

  const refer = (reference: string): string => {
    const target = pointerOf(reference);
    const [first, name, ...rest] = (target === undefined ? undefined : parsePointer(target)) ?? [];
    if (target === undefined || first === undefined || first === 'x-files') return reference;
    if (first === 'definitions' && name !== undefined) return `#${uriPointer(['components', 'schemas', name, ...rest])}`;
    const known = elsewhere.get(target) ?? `${target.slice(1).replaceAll(/[^A-Za-z0-9._-]+/g, '.')}-${elsewhere.size + 1}`;
    elsewhere.set(target, known);
    return `#${uriPointer(['components', 'schemas', known])}`;
  };
  const schemaOf = (schema: Json): Json => schemaFromSwagger(schema, refer);

  /** What a part is, or what it refers to, and where that stands. */
  const followed = (value: Json | undefined, pointer: JsonPointer): Part | undefined => {
    let at = { value, pointer };
    for (let hops = 0; hops < 100; hops++) {
      if (!isObject(at.value)) return undefined;
      const target = typeof at.value['$ref'] === 'string' ? pointerOf(at.value['$ref']) : undefined;
      if (target === undefined) return { value: at.value, pointer: at.pointer };
      at = { value: getAt(written, target), pointer: target };
    }
    return undefined;
  };

  const parameterOf = ({ value, pointer }: Part, at: JsonPointer): JsonObject => {
    came(at, pointer);
    came(`${at}/schema`, pointer);
    const { in: location, name, description, required, allowEmptyValue } = value;
    return compact({
      name, in: location, description, required: location === 'path' ? true : required, allowEmptyValue,
      ...(value['type'] === 'array' && styleOf(value, String(location))),
      schema: schemaOf(valueSchemaOf(value)), example: value['x-example'] ?? value['example'], ...extensionsOf(value),
    });
  };

  const bodyOf = (parts: readonly Part[], consumes: readonly string[], at: JsonPointer): JsonObject | undefined => {
    const body = parts.find(({ value }) => value['in'] === 'body');
    if (body) {
      came(at, body.pointer);
      const schema = schemaOf(body.value['schema'] ?? {});
      const { 'x-example': single, 'x-examples': byType } = body.value;
      const content = consumes.map((type) => {
        came(`${at}/content${formatPointer([type])}`, body.pointer);
        const example = isObject(byType) && byType[type] !== undefined ? byType[type] : isObject(single) && single[type] !== undefined ? single[type] : single;
        return [type, compact({ schema, example })] as const;
      });
      return compact({ description: body.value['description'], required: body.value['required'], content: Object.fromEntries(content) });
    }
    const allFields = parts.filter(({ value }) => value['in'] === 'formData');
    const [first] = allFields;
    if (!first) return undefined;
    came(at, first.pointer);
    const fields = allFields.filter(({ value }) => isWritable(value));
    for (const { value, pointer } of allFields) {
      if (isWritable(value)) continue;
      const field = `${at}/fields${formatPointer([String(value['name'])])}`;
      came(field, pointer);
      unsent.push({ pointer: field, why: 'style', required: false });
    }
    // Without such a field no form is whole, so there is no schema to make one from.
    const isWhole = allFields.every(({ value }) => value['required'] !== true || isWritable(value));
    const hasFile = fields.some(({ value }) => value['type'] === 'file');
    const asked = consumes.filter((type) => formTypes.includes(type));
    const types = hasFile ? ['multipart/form-data'] : asked.length > 0 ? asked : [formTypes[0] ?? ''];
    const schema = compact({
      type: 'object', properties: Object.fromEntries(fields.map(({ value }) => [String(value['name']), schemaOf(valueSchemaOf(value))])),
      required: listed(fields.filter(({ value }) => value['required'] === true).map(({ value }) => String(value['name']))),
    });
    const styled = fields.filter(({ value }) => value['type'] === 'array').map(({ value }) => [String(value['name']), styleOf(value, 'formData')] as const);
    const encoding = styled.length > 0 ? Object.fromEntries(styled) : undefined;
    for (const type of types) {
      for (const { value, pointer } of fields) came(`${at}/content${formatPointer([type])}/schema/properties${formatPointer([String(value['name'])])}`, pointer);
    }
    return { required: allFields.some(({ value }) => value['required'] === true), content: Object.fromEntries(types.map((type) => [type, isWhole ? compact({ schema, encoding }) : {}])) };
  };

  const responseOf = ({ value, pointer }: Part, produces: readonly string[], at: JsonPointer): JsonObject => {
    came(at, pointer);
    const { description, schema, examples, headers } = value;
    const isFile = isObject(schema) && schema['type'] === 'file';
    const content = schema === undefined ? [] : produces.map((type) => {
      came(`${at}/content${formatPointer([type])}`, pointer);
      const example = isObject(examples) ? examples[type] : undefined;
      // A file is whatever it is: a JSON file is no text in quotation marks.
      return [type, isFile ? {} : compact({ schema: schemaOf(schema), example })] as const;
    });
    const described = isObject(headers) ? Object.entries(headers).map(([name, header]) => {
      came(`${at}/headers${formatPointer([name])}/schema`, `${pointer}/headers${formatPointer([name])}`);
      return [name, isObject(header) ? compact({ description: header['description'], ...(header['type'] === 'array' && styleOf(header, 'header')), schema: schemaOf(valueSchemaOf(header)), ...extensionsOf(header) }) : header] as const;
    }) : undefined;
    return compact({ description: description ?? '', headers: described && Object.fromEntries(described), ...(content.length > 0 && { content: Object.fromEntries(content) }), ...extensionsOf(value) });
  };

  const operationOf = (operation: Part, item: Part, at: JsonPointer): JsonObject => {
    came(at, operation.pointer);
    const { parameters: _, responses, consumes, produces, schemes: __, ...rest } = operation.value;
    const all = new Map<string, Part>();
    for (const { value, pointer } of [item, operation]) {
      const list = value['parameters'];
      if (!Array.isArray(list)) continue;
      for (const [index, each] of (list as readonly Json[]).entries()) {
        const part = followed(each, `${pointer}/parameters/${index}`);
        if (part) all.set(part.value['in'] === 'body' ? 'body' : `${String(part.value['in'])} ${String(part.value['name'])}`, part);
      }
    }
    const parts = [...all.values()];
    const plain = parts.filter(({ value }) => value['in'] !== 'body' && value['in'] !== 'formData');
    const requestBody = bodyOf(parts, textsIn(consumes) ?? textsIn(written['consumes']) ?? ['application/json'], `${at}/requestBody`);
    const types = textsIn(produces) ?? textsIn(written['produces']) ?? anyType;
    const answers = isObject(responses) ? Object.entries(responses).flatMap(([status, each]) => {
      const token = formatPointer([status]);
      const part = status.startsWith('x-') ? undefined : followed(each, `${operation.pointer}/responses${token}`);
      return part ? [[status, responseOf(part, types, `${at}/responses${token}`)] as const] : [];
    }) : [];
    return compact({ ...rest, parameters: listed(plain.map((part, index) => parameterOf(part, `${at}/parameters/${index}`))), requestBody, responses: Object.fromEntries(answers) });
  };

  const itemOf = (path: string, value: Json): Json => {
    const at = `/paths${formatPointer([path])}`;
    const item = path.startsWith('x-') ? undefined : followed(value, at);
    if (!item) return value;
    const kept = Object.entries(item.value).flatMap(([name, member]): readonly (readonly [string, Json])[] => {
      const isMethod = (methods as readonly string[]).includes(name) && isObject(member);
      if (isMethod) return [[name, operationOf({ value: member, pointer: `${item.pointer}/${name}` }, item, `${at}/${name}`)]];
      return name.startsWith('x-') ? [[name, member]] : [];
    });
    return Object.fromEntries(kept);
  };

  const { swagger: _, host, basePath, schemes, consumes: __, produces: ___, paths, definitions, parameters: ____, responses: _____, securityDefinitions, 'x-files': files, ...rest } = written;
  const items = isObject(paths) ? Object.fromEntries(Object.entries(paths).map(([path, value]) => [path, itemOf(path, value)])) : {};
  came('/components/schemas', '/definitions');
  came('/components/securitySchemes', '/securityDefinitions');
  const schemas = new Map<string, Json>(Object.entries(isObject(definitions) ? definitions : {}).map(([name, schema]) => [name, schemaOf(schema)]));
  const others = files === undefined ? undefined : schemaOf(files);
  // More are found while these are said again.
  for (const [target, name] of elsewhere) {
    came(`/components/schemas${formatPointer([name])}`, target);
    schemas.set(name, schemaOf(getAt(written, target) ?? {}));
  }
  const document = compact({
    openapi: '3.0.3', ...rest, servers: serversOf(host, basePath, schemes), paths: items,
    components: compact({
      schemas: schemas.size > 0 ? Object.fromEntries(schemas) : undefined,
      securitySchemes: isObject(securityDefinitions) ? Object.fromEntries(Object.entries(securityDefinitions).map(([name, scheme]) => [name, isObject(scheme) ? schemeFromSwagger(scheme) : scheme])) : undefined,
    }),
    'x-files': others,
  });
  return {
    document, unsent,
    origin: (pointer) => {
      for (let prefix = pointer; prefix !== ''; prefix = above(prefix)) {
        const from = origins.get(prefix);
        if (from === undefined) continue;
        // What 2.0 has no word for, such as the content of a response, is the nearest thing that it has one for.
        let at = from + pointer.slice(prefix.length);
        while (at !== from && getAt(written, at) === undefined) at = above(at);
        return at;
      }
      return pointer;
    },
  };
}

/** The pointer to what something is in. */
function above(pointer: JsonPointer): JsonPointer {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

function serversOf(host: Json | undefined, basePath: Json | undefined, schemes: Json | undefined): Json | undefined {
  if (typeof host !== 'string' && typeof basePath !== 'string') return undefined;
  const path = typeof basePath === 'string' ? basePath : '';
  return typeof host === 'string' ? (textsIn(schemes) ?? ['https']).map((scheme) => ({ url: `${scheme}://${host}${path === '/' ? '' : path}` })) : [{ url: path }];
}

function textsIn(value: Json | undefined): readonly string[] | undefined {
  return Array.isArray(value) && value.length > 0 ? [...new Set((value as readonly Json[]).map(String))] : undefined;
}

function listed<T extends Json>(items: readonly T[]): Json | undefined {
  return items.length === 0 ? undefined : (items as readonly Json[]);
}

function uriPointer(tokens: readonly string[]): string {
  return formatPointer(tokens).split('/').map(encodeURIComponent).join('/');
}

function compact(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
