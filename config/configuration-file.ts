import { z } from 'zod';
import { profiles, defaultProfile, permissions, risks } from './profiles.ts';
import { capabilities, capabilityIds as ids, type CapabilityId } from '../model/capability.ts';
import { furtherReports } from './further-reports.ts';
import { mountPattern, readyPattern } from './container-patterns.ts';
import { actor, auth, certificate, token, tokenEnv } from './auth-settings.ts';
import { durationPattern, ratePattern, sizePattern } from './quantities.ts';
import { choice, quantity, text, texts, whole, written } from './setting-shapes.ts';

const capabilityIds = ids as readonly [CapabilityId, ...CapabilityId[]];

const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'must be a text, a number or true/false' });
const values = z.union([z.array(scalar), scalar], { error: 'must be a value or a list of values' });

const container = z.strictObject({
  image: text('the name of an image').optional().meta({ description: 'Image to start, such as partner/backend:1.2.' }),
  compose: text('a file').optional().meta({ description: 'Compose file to start instead of an image.' }),
  service: text('the name of a service').optional().meta({ description: 'Service of the compose file that is the API; it has to publish its port.' }),
  port: whole(1, 65_535).optional().meta({ description: 'Port inside the container at which the API listens.' }),
  basePath: text('a path').optional().meta({ description: 'Path that goes before those of the description, such as /v2.' }),
  wait: written(readyPattern, 'port, http:/path or log:PATTERN').optional()
    .meta({ description: 'When it is ready: port (something speaks HTTP there, the default), http:/path (answered with 2xx), log:PATTERN (a line of its log matches).' }),
  startTimeout: written(durationPattern, 'a duration with a unit, such as 60s').optional().meta({ description: 'How long it may take until it is ready (default 60s).' }),
  env: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()], { error: 'must be a text, a number or true/false' }).transform(String), { error: 'must map names to values' }).optional()
    .meta({ description: 'Environment variables of the container, or those that the compose file names.' }),
  mounts: z.array(written(mountPattern, 'HOST:PATH, or HOST:PATH:ro'), { error: 'must be a list' }).optional().meta({ description: 'Files and folders of this machine, as HOST:PATH or HOST:PATH:ro.' }),
  network: text('the name of a network').optional().meta({ description: 'Network of the engine, already there, that the container joins.' }),
}, { error: 'must be a map of settings' });

/** The configuration file. It is the one source of the types, the validation and the published JSON Schema. */
export const configurationFile = z.strictObject({
  $schema: z.string().optional().meta({ description: 'Where this schema stands; for editors.' }),
  baseUrl: text('the URL of the API').optional()
    .meta({ description: 'URL that the paths of the description are appended to.', examples: ['https://sandbox.partner.example'] }),
  container: container.optional().meta({ description: 'Container to start, judge and remove, instead of baseUrl; needs testcontainers to be installed.' }),
  description: text('a file or a URL').optional()
    .meta({ description: 'OpenAPI 3.0, 3.1, 3.2 or Swagger 2.0 description, a file or a URL. Left out: the Calico Enterprise contract.' }),
  overlays: texts('a file or a URL').optional().meta({ description: 'OpenAPI Overlays (1.0, 1.1) to apply to the description, in order; files or URLs.' }),
  flows: texts('a file').optional().meta({ description: 'Flows that are run and judged too: Arazzo documents (1.0, 1.1), and modules in TypeScript; files.' }),
  profile: text('the name of a profile').optional()
    .meta({ description: `Which requirements count (default ${defaultProfile}).`, examples: profiles.map(({ id }) => id) }),
  allow: z.union([choice(...permissions, ...risks), z.array(choice(...permissions, ...risks))], { error: `must be one of ${[...permissions, ...risks].join(', ')}` }).optional()
    .meta({ description: 'What the run may do to the target: read (default), write, destructive, each including those before it; collection-delete only by its own name.' }),
  token: token.optional(),
  tokenEnv: tokenEnv.optional(),
  auth: auth.optional(),
  certificate: certificate.optional().meta({ description: 'Client certificate of every connection; where the description has a scheme of the type mutualTLS, strangers show none.' }),
  expired: actor().meta({ description: 'A token that was valid once; unlocks the requirements about expired credentials.' }),
  otherTenant: actor().meta({ description: 'A valid token of another tenant, who must not see what is yours; unlocks the requirements about tenants.' }),
  readOnly: actor().meta({ description: 'A valid token that may read and not write; unlocks the requirements about what readers may do.' }),
  headers: z.record(z.string(), z.string({ error: 'must be a text' }), { error: 'must map header names to values' }).optional()
    .meta({ description: 'Header fields of every request.' }),
  fixtures: z.object({
    disposable: z.record(z.string(), values, { error: 'must map parameter names to values' }).optional()
      .meta({ description: 'Values that a run may destroy, such as users to deactivate, by parameter name.' }),
  }, { error: 'must map parameter names to values' }).catchall(values).optional()
    .meta({ description: 'Values by parameter name, where lists cannot supply them.' }),
  include: texts('a filter').optional()
    .meta({ description: 'Judge only what matches: /path/glob, METHOD /path, tag:NAME, operationId:NAME, rule:NAME.' }),
  exclude: texts('a filter').optional().meta({ description: 'Leave out what matches, written as in include.' }),
  seed: whole(0, 2 ** 31 - 1).optional().meta({ description: 'Picks the generated values; the same seed sends the same requests (default 1).' }),
  shuffle: whole(0, 2 ** 31 - 1).optional().meta({ description: 'Sends the cases in an order drawn from this number, to see whether the order matters to the target (default: the order of the plan).' }),
  explore: whole(0, 100_000).optional().meta({ description: 'Random cases that are sent beside the plan, told apart from it (default 0).' }),
  exploreAffectsVerdict: z.boolean({ error: 'must be true or false' }).optional()
    .meta({ description: 'Whether what random cases find against a MUST makes the verdict NON_CONFORMANT (default false).' }),
  minResponseCoverage: whole(0, 100).optional().meta({ description: 'Per cent of the documented answers that must have been seen; with less, the verdict is INCOMPLETE (default 0).' }),
  concurrency: whole(1, 256).optional().meta({ description: 'Requests in flight at once (default 8).' }),
  timeout: written(durationPattern, 'a duration with a unit, such as 10s or 500ms').optional()
    .meta({ description: 'How long one answer may take (default 10s).' }),
  proxy: text('a URL').optional().meta({ description: 'Proxy for every connection, such as http://proxy.partner.example:3128; without it HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY hold.' }),
  ca: z.union([text('a file'), texts('a file')], { error: 'must be a file or a list of files' }).optional().meta({ description: 'PEM files with authorities to trust beside those of this machine.' }),
  insecure: z.boolean({ error: 'must be true or false' }).optional().meta({ description: 'Do not check the certificate of the target (default false). Every report says so.' }),
  unixSocket: text('a path').optional().meta({ description: 'Unix domain socket to connect to instead of host and port of the base URL.' }),
  http2: z.boolean({ error: 'must be true or false' }).optional().meta({ description: 'Offer HTTP/2 to the target (default false: HTTP/1.1).' }),
  retries: whole(0, 10).optional().meta({ description: 'How often a safe request is sent again that got no answer; each attempt is recorded (default 0).' }),
  rate: quantity(z.number(), ratePattern, 'requests per second, such as 20, or 600/m').optional()
    .meta({ description: 'Requests per second at most, also as 600/m (default unlimited).' }),
  maxBodyBytes: quantity(z.int(), sizePattern, 'a size, such as 10MB').optional()
    .meta({ description: 'Longest body that is read of an answer (default 10MB).' }),
  baseline: text('a file').optional().meta({ description: 'Known findings that are let pass until they expire; written by calico-conformance baseline.' }),
  waivers: text('a file').optional().meta({ description: 'Failures that somebody answers for until a day: file with requirement or rule, reason, ticket, owner and expires; calico-conformance waivers looks after it.' }),
  acceptWaivers: z.boolean({ error: 'must be true or false' }).optional().meta({ description: 'Whether a verdict with waivers ends with exit code 0 instead of 5 (default false).' }),
  capabilities: z.union([choice(...capabilityIds), z.array(choice(...capabilityIds))], { error: `must be one of ${capabilityIds.join(', ')}` }).optional()
    .meta({ description: `What the API has, and must therefore be decided: ${capabilityIds.map((id) => `${id} (${capabilities[id].summary})`).join('; ')}.` }),
  output: text('a folder').optional().meta({ description: 'Folder of the reports (default conformance-report).' }),
  reports: z.union([choice(...furtherReports), z.array(choice(...furtherReports))], { error: `must be one of ${furtherReports.join(', ')}` }).optional()
    .meta({ description: 'Further files to leave in that folder, beside record, JUnit, HTML and summary.' }),
  record: written(/\.(?:har|ndjson)$/, 'a file that ends in .har or .ndjson').optional()
    .meta({ description: 'Keep what was sent and answered in this file too, without credentials: HAR 1.2 (.har) or the record of the run (.ndjson). --recording judges it again.' }),
  secondOpinion: z.literal('dredd', { error: 'must be dredd' }).optional().meta({ description: 'Another judge that is asked about the same answers when the run is over: dredd, where it is installed.' }),
  formats: choice('assert', 'advise').optional()
    .meta({ description: 'Whether `format` breaks a MUST (assert, the default) or a SHOULD (advise).' }),
  undeclaredProperties: choice('off', 'should', 'must').optional()
    .meta({ description: 'How properties weigh that the description does not declare (default off).' }),
  safeOperations: texts('an operationId').optional()
    .meta({ description: 'Operations that change nothing although their method could, by operationId.' }),
}, { error: 'must be a map of settings' });

/** What a file may say; flags and environment variables say the same things. */
export type ConfigurationFile = z.output<typeof configurationFile>;
