import type { Description, Notice } from '../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../model/json.ts';
import type { Problem, Result } from '../model/problem.ts';
import { bundle } from './reading/bundle.ts';
import { overlaid } from './overlay/overlaid.ts';
import { fromSwagger } from './reading/from-swagger.ts';
import { bundledDigest } from './reading/bundled-digest.ts';
import { frozen } from './reading/freeze.ts';
import { openDescription } from './reading/open-description.ts';
import { readOperations } from './reading/operations.ts';
import { originOf } from './reading/origin-of.ts';
import { briefPlaceOf, placeOf } from './reading/place-of.ts';
import type { ReadLimits } from './reading/reading.ts';
import { failed } from './reading/reading.ts';
import { securitySchemesOf } from './reading/security.ts';
import type { Source } from './reading/source.ts';
import type { Written } from './reading/validate.ts';
import { passedOver } from './reading/passed-over.ts';
import { validate } from './reading/validate.ts';
import { isObject } from './resolve-reference.ts';

export interface ReadOptions extends ReadLimits {
  /** Operations that change nothing although their method could. */
  readonly safeOperations?: readonly string[];
  /** The document is known to be valid: it is ours and a test holds it. */
  readonly trusted?: boolean;
  /** Overlays to apply before anything else is looked at, files or URLs, in order. */
  readonly overlays?: readonly string[];
  /** What the description is called in reports, instead of its path. */
  readonly name?: string;
}

const mostProblems = 20;

/** Reads an OpenAPI description, with what it refers to, from a file or a URL. Nothing of it is believed before it is checked. */
export async function readDescription(source: string, options: ReadOptions = {}): Promise<Result<Description>> {
  const opened = await openDescription(source, options);
  if (!opened.ok) return opened;
  const over = await overlaid(opened.value, options);
  if (!over.ok) return over;
  const { reader, notices: overlaying, digests } = over.value;
  const { entry } = reader;
  const root = documentOf(entry);
  if (!root.ok) return root;
  const { document: written, dialect, version } = root.value;
  const whole = await bundle(written, reader);
  const broken = listed(whole.problems);
  if (broken) return { ok: false, problems: broken };
  const older = version === '2.0' ? fromSwagger(whole.document) : undefined;
  const bundled = older ? { ...whole, document: older.document, origin: (pointer: JsonPointer) => whole.origin(older.origin(pointer)) } : whole;
  const { document } = bundled;
  const notices: Notice[] = [...overlaying];
  if (options.trusted !== true) {
    const { problems, notices: odd } = await validate(bundled, { document: whole.document, version, dialect, origin: whole.origin });
    const wrong = listed(problems);
    if (wrong) return { ok: false, problems: wrong };
    notices.push(...odd);
  }
  frozen(document);
  const read = readOperations(document, options.safeOperations ?? []);
  const { operations } = read;
  for (const { code, what, pointer } of passedOver(document, { ...read, unsent: [...(older?.unsent ?? []), ...read.unsent] })) {
    const { source: file, pointer: at } = bundled.origin(pointer);
    notices.push({ code, what, where: briefPlaceOf(file, at) });
  }
  if (operations.length === 0) {
    return failed({ code: 'DESCRIPTION_WITHOUT_OPERATIONS', what: read.leftOut.length === 0 ? 'The description has no operation.' : 'The description has no operation that can be judged: each needs a parameter that is not sent.', where: placeOf(entry, '/paths'), fix: 'There is nothing to judge until "paths" has some.' });
  }
  const info = isObject(document['info']) ? document['info'] : {};
  return {
    ok: true,
    value: {
      title: String(info['title'] ?? ''),
      version: String(info['version'] ?? ''),
      dialect,
      source: options.name ?? source,
      digest: entry.digest,
      bundledDigest: bundledDigest(document, digests),
      document,
      operations,
      securitySchemes: securitySchemesOf(document),
      servers: serversOf(document),
      notices,
      origin: originOf(bundled),
    },
  };
}

/** The document of an entry, when it is a description of a version that we know. */
function documentOf(entry: Source): Result<Written> {
  const { value, file } = entry;
  if (isObject(value) && Object.hasOwn(value, 'swagger') && Object.hasOwn(value, 'openapi')) {
    return failed({ code: 'DESCRIPTION_VERSION', what: 'The description says both "swagger" and "openapi", so it is of two versions.', where: placeOf(entry, '/swagger'), fix: 'Leave out the one that it does not follow.' });
  }
  const begin = 'An OpenAPI description begins with "openapi: 3.1.1" or alike.';
  if (!isObject(value)) return failed({ code: 'DESCRIPTION_INVALID', what: `This is no OpenAPI description, but ${Array.isArray(value) ? 'a list' : 'a single value'}.`, where: { file }, fix: begin });
  const version = Object.hasOwn(value, 'openapi') ? value['openapi'] : undefined;
  const known = typeof version === 'string' ? /^(3\.[012])\.\d+(?:-.*)?$/.exec(version)?.[1] : undefined;
  if (known === '3.0' || known === '3.1' || known === '3.2') return { ok: true, value: { document: value, version: known, dialect: known === '3.0' ? known : '3.1' } };
  if (version === undefined && value['swagger'] === '2.0') return { ok: true, value: { document: value, version: '2.0', dialect: '3.0' } };
  const supported = 'Swagger 2.0 and OpenAPI 3.0.x, 3.1.x and 3.2.x are supported.';
  if (version !== undefined) return failed({ code: 'DESCRIPTION_VERSION', what: `The version ${JSON.stringify(version)} of OpenAPI is not supported.`, where: placeOf(entry, '/openapi'), fix: typeof version === 'number' ? `${supported} Write it as a string of three numbers, such as "3.1.1".` : supported });
  if (Object.hasOwn(value, 'swagger')) return failed({ code: 'DESCRIPTION_VERSION', what: `Swagger ${String(value['swagger'])} is not supported.`, where: placeOf(entry, '/swagger'), fix: typeof value['swagger'] === 'number' ? `${supported} Write it as a text: "2.0".` : `${supported} Convert the description to one of them.` });
  return failed({ code: 'DESCRIPTION_INVALID', what: 'This is no OpenAPI description: it has no "openapi".', where: { file }, fix: begin });
}

/** The first problems; the last says how many there would have been. */
function listed(problems: readonly Problem[]): readonly [Problem, ...Problem[]] | undefined {
  const [first, ...others] = problems;
  if (!first) return undefined;
  if (problems.length <= mostProblems) return [first, ...others];
  const left = problems.length - (mostProblems - 1);
  return [first, ...others.slice(0, mostProblems - 2), { code: 'DESCRIPTION_INVALID', what: `There are ${left} more problems like these.`, ...(first.where?.file !== undefined && { where: { file: first.where.file } }) }];
}

function serversOf(document: JsonObject): readonly string[] {
  const servers = document['servers'];
  return Array.isArray(servers) ? (servers as readonly Json[]).flatMap((server) => (isObject(server) && typeof server['url'] === 'string' ? [server['url']] : [])) : [];
}
