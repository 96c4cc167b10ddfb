import type { Notice } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import { isObject, pointerOf } from '../resolve-reference.ts';
import { schemaFromSwagger } from './schema-from-swagger.ts';

/** A Swagger 2.0 document said again in the words of OpenAPI 3.0. */
export interface FromSwagger {
  readonly document: JsonObject;
  /** Where in the document as written something of the new one comes from. */
  origin(pointer: JsonPointer): JsonPointer;
  readonly notices: readonly Notice[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;
const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'];
/** What describes the values of a parameter or a header, there without a schema around it. */
const valueKeywords = [
  'type', 'format', 'items', 'default', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'enum', 'multipleOf', 'x-nullable',
];

/** Says a document of version 2.0 again in 3.0: servers, bodies, forms, collection formats, security. What has no counterpart becomes a notice. */
export function fromSwagger(written: JsonObject): FromSwagger {
  const origins = new Map<JsonPointer, JsonPointer>();
  const tabbed: JsonPointer[] = [];
  const came = (pointer: JsonPointer, from: JsonPointer): void => void origins.set(pointer, from);

  /** What a part is, or what it refers to, and where that stands. */
  const followed = (value: Json | undefined, pointer: JsonPointer): { readonly value: JsonObject; readonly pointer: JsonPointer } | undefined => {
    let at = { value, pointer };
    for (let hops = 0; hops < 20; hops++) {
      if (!isObject(at.value)) return undefined;
      const target = typeof at.value['$ref'] === 'string' ? pointerOf(at.value['$ref']) : undefined;
      if (target === undefined) return { value: at.value, pointer: at.pointer };
      at = { value: getAt(written, target), pointer: target };
    }
    return undefined;
  };

  const parameterOf = (value: JsonObject, pointer: JsonPointer): JsonObject => {
    const { in: location, name, description, required, allowEmptyValue, collectionFormat } = value;
    if (collectionFormat === 'tsv') tabbed.push(pointer);
    return compact({
      name, in: location, description, required: location === 'path' ? true : required, allowEmptyValue,
      ...(value['type'] === 'array' && styleOf(String(location), String(collectionFormat ?? 'csv'))),
      schema: valueSchemaOf(value), example: value['x-example'] ?? value['example'], ...extensionsOf(value),
    });
  };

  const bodyOf = (parts: readonly { readonly value: JsonObject; readonly pointer: JsonPointer }[], consumes: readonly string[], at: JsonPointer): JsonObject | undefined => {
    const body = parts.find(({ value }) => value['in'] === 'body');
    if (body) {
      came(at, body.pointer);
      const schema = schemaFromSwagger(body.value['schema'] ?? {});
      for (const type of consumes) came(`${at}/content${formatPointer([type])}/schema`, `${body.pointer}/schema`);
      const example = body.value['x-example'] ?? body.value['x-examples'];
      return compact({ description: body.value['description'], required: body.value['required'], content: Object.fromEntries(consumes.map((type) => [type, compact({ schema, example: isObject(example) ? example[type] : example })])) });
    }
    const fields = parts.filter(({ value }) => value['in'] === 'formData');
    const [first] = fields;
    if (!first) return undefined;
    came(at, first.pointer);
    const hasFile = fields.some(({ value }) => value['type'] === 'file');
    const asked = consumes.filter((type) => formTypes.includes(type));
    const types = hasFile ? ['multipart/form-data'] : asked.length > 0 ? asked : [formTypes[0] ?? ''];
    const schema = compact({
      type: 'object', properties: Object.fromEntries(fields.map(({ value }) => [String(value['name']), valueSchemaOf(value)])),
      required: listed(fields.filter(({ value }) => value['required'] === true).map(({ value }) => String(value['name']))),
    });
    return { required: fields.some(({ value }) => value['required'] === true), content: Object.fromEntries(types.map((type) => [type, { schema }])) };
  };

  const responseOf = (value: JsonObject, pointer: JsonPointer, produces: readonly string[], at: JsonPointer): JsonObject => {
    const { description, schema, examples, headers } = value;
    came(at, pointer);
    const types = schema === undefined ? [] : isObject(schema) && schema['type'] === 'file' ? produces.filter((type) => !/json/.test(type)) : produces;
    const content = Object.fromEntries((schema !== undefined && types.length === 0 ? ['application/octet-stream'] : types).map((type) => {
      came(`${at}/content${formatPointer([type])}/schema`, `${pointer}/schema`);
      return [type, compact({ schema: schemaFromSwagger(schema ?? {}), example: isObject(examples) ? examples[type] : undefined })];
    }));
    const described = isObject(headers) ? Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, isObject(header) ? compact({ description: header['description'], schema: valueSchemaOf(header) }) : header])) : undefined;
    return compact({ description: description ?? '', headers: described, ...(Object.keys(content).length > 0 && { content }), ...extensionsOf(value) });
  };

  const operationOf = (operation: JsonObject, item: JsonObject, itemPointer: JsonPointer, pointer: JsonPointer): JsonObject => {
    const { parameters: _, responses, consumes, produces, schemes: __, ...rest } = operation;
    const all = new Map<string, { readonly value: JsonObject; readonly pointer: JsonPointer }>();
    for (const [list, base] of [[item['parameters'], itemPointer], [operation['parameters'], pointer]] as const) {
      if (!Array.isArray(list)) continue;
      for (const [index, each] of (list as readonly Json[]).entries()) {
        const part = followed(each, `${base}/parameters/${index}`);
        if (part) all.set(part.value['in'] === 'body' ? 'body' : `${String(part.value['in'])} ${String(part.value['name'])}`, part);
      }
    }
    const parts = [...all.values()];
    const plain = parts.filter(({ value }) => value['in'] !== 'body' && value['in'] !== 'formData');
    for (const [index, part] of plain.entries()) came(`${pointer}/parameters/${index}`, part.pointer);
    const requestBody = bodyOf(parts, textsIn(consumes) ?? textsIn(written['consumes']) ?? ['application/json'], `${pointer}/requestBody`);
    const answers = isObject(responses) ? Object.entries(responses).flatMap(([status, each]) => {
      const at = `${pointer}/responses${formatPointer([status])}`;
      const part = status.startsWith('x-') ? undefined : followed(each, at);
      return part ? [[status, responseOf(part.value, part.pointer, textsIn(produces) ?? textsIn(written['produces']) ?? ['application/json'], at)] as const] : [];
    }) : [];
    return compact({ ...rest, parameters: listed(plain.map((part) => parameterOf(part.value, part.pointer))), requestBody, responses: Object.fromEntries(answers) });
  };

  const { swagger: _, host, basePath, schemes, consumes: __, produces: ___, paths, definitions, parameters: ____, responses: _____, securityDefinitions, ...rest } = written;
  const items = isObject(paths) ? Object.entries(paths).map(([path, value]) => {
    const pointer = `/paths${formatPointer([path])}`;
    const part = followed(value, pointer);
    if (!part) return [path, value] as const;
    const kept = Object.fromEntries(Object.entries(part.value).filter(([name]) => name.startsWith('x-') || name === 'summary' || name === 'description'));
    for (const method of methods) {
      const operation = part.value[method];
      if (isObject(operation)) kept[method] = operationOf(operation, part.value, part.pointer, `${part.pointer}/${method}`);
    }
    return [path, kept] as const;
  }) : [];
  if (isObject(definitions)) for (const name of Object.keys(definitions)) came(`/components/schemas${formatPointer([name])}`, `/definitions${formatPointer([name])}`);
  const document = compact({
    openapi: '3.0.3', ...rest, servers: serversOf(host, basePath, schemes), paths: Object.fromEntries(items),
    components: compact({
      schemas: isObject(definitions) ? Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, schemaFromSwagger(schema)])) : undefined,
      securitySchemes: isObject(securityDefinitions) ? Object.fromEntries(Object.entries(securityDefinitions).map(([name, scheme]) => [name, isObject(scheme) ? schemeOf(scheme) : scheme])) : undefined,
    }),
    ...(isObject(written['x-files']) && { 'x-files': schemaFromSwagger(written['x-files']) }),
  });
  const [firstTabbed] = tabbed;
  return {
    document,
    origin: (pointer) => {
      for (let prefix = pointer; prefix !== ''; prefix = prefix.slice(0, prefix.lastIndexOf('/'))) {
        const from = origins.get(prefix);
        if (from !== undefined) return from + pointer.slice(prefix.length);
      }
      return pointer;
    },
    notices: firstTabbed === undefined ? [] : [{ code: 'SWAGGER_TSV', what: `Lists with tabs between their items (collectionFormat tsv) have no form in OpenAPI 3; ${tabbed.length} parameters are sent with commas.`, where: { pointer: firstTabbed } }],
  };
}

function styleOf(location: string, format: string): JsonObject {
  if (format === 'multi') return { style: 'form', explode: true };
  if (location !== 'query') return { style: 'simple', explode: false };
  return { style: format === 'ssv' ? 'spaceDelimited' : format === 'pipes' ? 'pipeDelimited' : 'form', explode: false };
}

function valueSchemaOf(value: JsonObject): Json {
  return schemaFromSwagger(Object.fromEntries(valueKeywords.flatMap((keyword) => (value[keyword] === undefined ? [] : [[keyword, value[keyword]]]))));
}

function serversOf(host: Json | undefined, basePath: Json | undefined, schemes: Json | undefined): Json | undefined {
  if (typeof host !== 'string' && typeof basePath !== 'string') return undefined;
  const path = typeof basePath === 'string' ? basePath : '';
  return typeof host === 'string' ? (textsIn(schemes) ?? ['https']).map((scheme) => ({ url: `${scheme}://${host}${path === '/' ? '' : path}` })) : [{ url: path }];
}

const flows: Readonly<Record<string, string>> = { implicit: 'implicit', password: 'password', application: 'clientCredentials', accessCode: 'authorizationCode' };

function schemeOf(scheme: JsonObject): JsonObject {
  const { type, description, name, in: location, flow, authorizationUrl, tokenUrl, scopes } = scheme;
  if (type === 'basic') return compact({ type: 'http', scheme: 'basic', description });
  if (type !== 'oauth2') return compact({ type, description, name, in: location, ...extensionsOf(scheme) });
  return compact({ type, description, flows: { [flows[String(flow)] ?? 'implicit']: compact({ authorizationUrl, tokenUrl, scopes: scopes ?? {} }) } });
}

function extensionsOf(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name.startsWith('x-') && !valueKeywords.includes(name)));
}

function textsIn(value: Json | undefined): readonly string[] | undefined {
  return Array.isArray(value) && value.length > 0 ? (value as readonly Json[]).map(String) : undefined;
}

function listed<T extends Json>(items: readonly T[]): Json | undefined {
  return items.length === 0 ? undefined : (items as readonly Json[]);
}

function compact(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
