import { createHash } from 'node:crypto';
import type { Description, Notice } from '../model/description.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Problem, Result } from '../model/problem.ts';
import { bundle } from './reading/bundle.ts';
import type { LoaderOptions } from './reading/load-source.ts';
import { loaderFor } from './reading/load-source.ts';
import { operationsOf, securitySchemesOf } from './reading/operations.ts';
import type { Source } from './reading/parse-source.ts';
import { validate } from './reading/validate.ts';
import { isObject } from './resolve-reference.ts';

export interface ReadOptions extends LoaderOptions {
  /** Operations that change nothing although their method could. */
  readonly safeOperations?: readonly string[];
  /** The document is known to be valid: it is ours and a test holds it. */
  readonly trusted?: boolean;
  /** What the description is called in reports, instead of its path. */
  readonly name?: string;
}

/** Reads an OpenAPI description, with what it refers to, from a file or a URL. Nothing of it is believed before it is checked. */
export async function readDescription(source: string, options: ReadOptions = {}): Promise<Result<Description>> {
  const loader = loaderFor(source, options);
  const entry = await loader.load(loader.entry);
  if (!entry.ok) return entry;
  const dialect = dialectOf(entry.value);
  if (!dialect.ok) return dialect;
  const bundled = await bundle(entry.value, loader);
  if (!bundled.ok) return bundled;
  const { document, sources } = bundled.value;
  const notices: Notice[] = [];
  if (options.trusted !== true) {
    const { problems: [first, ...rest], notices: odd } = await validate(entry.value, document, sources, loader);
    if (first) return { ok: false, problems: [first, ...rest] };
    notices.push(...odd);
  }
  const operations = operationsOf(document, options.safeOperations ?? []);
  if (operations.length === 0) return { ok: false, problems: [{ code: 'DESCRIPTION_WITHOUT_OPERATIONS', what: 'The description has no operation.', where: { file: entry.value.file, pointer: '/paths' } }] };
  const info = isObject(document['info']) ? document['info'] : {};
  return {
    ok: true,
    value: {
      title: String(info['title'] ?? ''),
      version: String(info['version'] ?? ''),
      dialect: dialect.value,
      source: options.name ?? source,
      digest: sha256(entry.value.text),
      bundledDigest: sha256(JSON.stringify(sorted(document))),
      document: frozen(document),
      operations,
      securitySchemes: securitySchemesOf(document),
      servers: serversOf(document),
      notices: [...notices, ...passedOver(document)],
    },
  };
}

function dialectOf({ value, file }: Source): Result<'3.0' | '3.1'> {
  const fail = (problem: Omit<Problem, 'where'>): Result<'3.0' | '3.1'> => ({ ok: false, problems: [{ ...problem, where: { file } }] });
  if (!isObject(value)) return fail({ code: 'DESCRIPTION_INVALID', what: 'The description is not an object.', fix: 'An OpenAPI description begins with "openapi: 3.1.1" or alike.' });
  const version = value['openapi'];
  if (typeof version === 'string' && /^3\.0\.\d+/.test(version)) return { ok: true, value: '3.0' };
  if (typeof version === 'string' && /^3\.1\.\d+/.test(version)) return { ok: true, value: '3.1' };
  if (version !== undefined) return fail({ code: 'DESCRIPTION_VERSION', what: `OpenAPI ${JSON.stringify(version)} is not supported.`, fix: 'Supported are OpenAPI 3.0.x and 3.1.x.' });
  if (value['swagger'] !== undefined) return fail({ code: 'DESCRIPTION_VERSION', what: `Swagger ${JSON.stringify(value['swagger'])} is not supported.`, fix: 'Convert it to OpenAPI 3.0 or 3.1.' });
  return fail({ code: 'DESCRIPTION_INVALID', what: 'This is no OpenAPI description: it has no "openapi".', fix: 'An OpenAPI description begins with "openapi: 3.1.1" or alike.' });
}

function serversOf(document: JsonObject): readonly string[] {
  const servers = document['servers'];
  return Array.isArray(servers) ? (servers as readonly Json[]).flatMap((server) => (isObject(server) && typeof server['url'] === 'string' ? [server['url']] : [])) : [];
}

function passedOver(document: JsonObject): readonly Notice[] {
  const webhooks = isObject(document['webhooks']) ? Object.keys(document['webhooks']).length : 0;
  return webhooks === 0 ? [] : [{ code: 'WEBHOOKS_IGNORED', what: `${webhooks} webhooks are not judged: they are requests of the API, not to it.`, where: { pointer: '/webhooks' } }];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Names in order, so that equal content has one text. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]));
}

function frozen<T extends Json>(root: T): T {
  const pending: Json[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === null || typeof next !== 'object' || Object.isFrozen(next)) continue;
    Object.freeze(next);
    pending.push(...(Object.values(next) as Json[]));
  }
  return root;
}
