import { capabilityIds } from '../model/capability.ts';
import type { Json, JsonPointer } from '../model/json.ts';
import type { HeaderFields } from '../model/exchange.ts';
import type { Place, Problem, Result } from '../model/problem.ts';
import type { Permission } from '../model/profile.ts';
import type { Complaint } from './complaint.ts';
import type { Configuration } from './configuration.ts';
import { namedTarget, readContainer, type ContainerSettings } from './container-settings.ts';
import type { Environment } from './interpolate.ts';
import type { Layer } from './layers.ts';
import { readNetwork, secretsOfNetwork } from './network-settings.ts';
import { defaultProfile, impliedBy, permissions, profileNamed, risks } from './profiles.ts';
import { readDuration, readRate, readSize } from './quantities.ts';
import type { Locate } from './schema-problems.ts';
import { actorsIn, isTellingName, readCredentials, secretsOfCredentials } from './secrets.ts';

/** Settings by where they come from, and the environment that secrets are looked up in. */
export interface Origins {
  readonly flags: Layer;
  readonly variables: Layer;
  readonly file: Layer;
  /** Name of the file, if one was read. */
  readonly fileName?: string;
  /** Where its settings stand. */
  readonly locate?: Locate;
  /** Texts of the file that came out of the environment. */
  readonly interpolated?: readonly string[];
  readonly environment: Environment;
  /** What holds where nobody says anything; the embedded backend allows more than a stranger's system. */
  readonly defaults?: Layer;
}

/** Flags over environment over file over defaults, frozen. */
export function settleConfiguration(origins: Origins): Result<Configuration> {
  const { flags, variables, file, environment, interpolated = [] } = origins;
  const layers = [origins.defaults ?? {}, file, variables, flags];
  const settings: Layer = Object.assign({}, ...layers.map(given)) as Layer;
  const { credentials, complaints: missing } = readCredentials(layers, environment);
  const complaints: Complaint[] = [...missing];
  const complain = (setting: string, problem: Problem): void => void complaints.push({ at: [setting], problem });
  const profile = profileNamed(settings.profile ?? defaultProfile);
  if (!profile.ok) complain('profile', profile.problems[0]);
  const named = namedTarget(layers, complaints);
  // A socket needs no host; curl calls it localhost too.
  const said = named.baseUrl ?? (settings.unixSocket === undefined || named.container ? undefined : 'http://localhost');
  const baseUrl = said === undefined ? undefined : readBaseUrl(said, complain);
  const container = named.container && readContainer(named.container, complaints);
  const network = readNetwork(settings, baseUrl, environment, complaints);
  const headers = mergedHeaders(layers, complaints);
  const timeoutMs = readDuration(settings.timeout ?? '10s') ?? 10_000;
  if (timeoutMs < 1 || timeoutMs > 3_600_000) complain('timeout', { code: 'CONFIGURATION_INVALID', what: 'timeout must be from 1ms to 60m.' });
  const rate = settings.rate === undefined ? undefined : readRate(String(settings.rate));
  if (rate !== undefined && !(rate > 0)) complain('rate', { code: 'CONFIGURATION_INVALID', what: 'rate must be above zero.' });
  if (complaints.length > 0 || !profile.ok) return { ok: false, problems: located(complaints, origins) };
  const { fixtures, disposable } = joinedFixtures(layers);
  return { ok: true, value: deepFrozen<Configuration>({
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(container && { container }),
    ...(settings.description === undefined ? {} : { description: settings.description }),
    overlays: settings.overlays ?? [],
    flows: settings.flows ?? [],
    profile: profile.value,
    permissions: impliedBy(strongest(settings.allow)),
    risks: risks.filter((risk) => [settings.allow ?? []].flat().includes(risk)),
    credentials,
    network,
    headers,
    fixtures: lists(fixtures),
    disposable: lists(disposable),
    include: settings.include ?? [],
    exclude: settings.exclude ?? [],
    seed: settings.seed ?? 1,
    concurrency: settings.concurrency ?? 8,
    ...(settings.shuffle === undefined ? {} : { shuffle: settings.shuffle }),
    explore: settings.explore ?? 0,
    exploreAffectsVerdict: settings.exploreAffectsVerdict ?? false,
    timeoutMs,
    ...(settings.minResponseCoverage === undefined ? {} : { minResponseCoverage: settings.minResponseCoverage }),
    ...(rate === undefined ? {} : { requestsPerSecond: rate }),
    maxBodyBytes: readSize(String(settings.maxBodyBytes ?? '10MB')) ?? 10_000_000,
    output: settings.output ?? 'conformance-report',
    ...(settings.record === undefined ? {} : { record: settings.record }),
    ...(settings.secondOpinion === undefined ? {} : { secondOpinion: settings.secondOpinion }),
    reports: [...new Set([settings.reports ?? []].flat())],
    formats: settings.formats ?? 'assert',
    undeclaredProperties: settings.undeclaredProperties ?? 'off',
    ...(settings.baseline === undefined ? {} : { baseline: settings.baseline }),
    ...(settings.waivers === undefined ? {} : { waivers: settings.waivers }),
    acceptWaivers: settings.acceptWaivers ?? false,
    capabilities: capabilityIds.filter((id) => [settings.capabilities ?? []].flat().includes(id)),
    safeOperations: settings.safeOperations ?? [],
    secrets: secretsOf({ credentials, network, headers, container, interpolated }),
    ...(origins.fileName === undefined ? {} : { file: origins.fileName }),
    places: origins.locate ? placesOf(file, { ...variables, ...flags }, origins.locate) : {},
    origins: originOf({ file, environment: variables, flag: flags }),
  }) };
}

/** A complaint about a setting that the file gave points into the file. */
function located(complaints: readonly Complaint[], { file, variables, flags, locate }: Origins): readonly [Problem, ...Problem[]] {
  const [first, ...rest] = complaints.map(({ at, problem }): Problem => {
    const key = at[0] as keyof Layer;
    const fromFile = file[key] !== undefined && variables[key] === undefined && flags[key] === undefined;
    return fromFile && locate ? { ...problem, where: locate(at, 'value') } : problem;
  });
  return [first ?? { code: 'CONFIGURATION_INVALID', what: 'The configuration is invalid.' }, ...rest];
}

/** By name, the strongest origin of each. */
function joinedFixtures(layers: readonly Layer[]): Readonly<Record<'fixtures' | 'disposable', Readonly<Record<string, unknown>>>> {
  const all: Record<string, unknown> = Object.assign({}, ...layers.map(({ fixtures }) => fixtures));
  const disposable: Record<string, unknown> = Object.assign({}, ...layers.map(({ fixtures }) => fixtures?.disposable));
  const { disposable: _, ...fixtures } = all;
  return { fixtures, disposable };
}

function given(layer: Layer): Layer {
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
}

function originOf(layers: Readonly<Record<'file' | 'environment' | 'flag', Layer>>): Configuration['origins'] {
  return Object.fromEntries(Object.entries(layers).flatMap(([origin, layer]) =>
    Object.keys(given(layer)).map((key) => [key, origin as 'file' | 'environment' | 'flag'])));
}

/** Settings that a stronger origin replaced stand nowhere in the file any more; those that are joined by name do. */
function placesOf(file: Layer, stronger: Layer, locate: Locate): Readonly<Record<JsonPointer, Place>> {
  const places: Record<JsonPointer, Place> = {};
  const visit = (value: unknown, path: readonly PropertyKey[]): void => {
    const place = locate(path, Array.isArray(value) || typeof value === 'object' ? 'key' : 'value');
    if (path.length > 0) places[place.pointer ?? ''] = place;
    if (Array.isArray(value)) value.forEach((item, index) => { visit(item, [...path, index]); });
    else if (typeof value === 'object' && value !== null) for (const [key, member] of Object.entries(value)) visit(member, [...path, key]);
  };
  const joined = ['auth', 'fixtures', 'headers'];
  visit(Object.fromEntries(Object.entries(file).filter(([key]) => joined.includes(key) || !(key in stronger))), []);
  return places;
}

function strongest(allow: Layer['allow']): Permission {
  const all = [allow ?? 'read'].flat();
  return permissions.findLast((permission) => all.includes(permission)) ?? 'read';
}

function lists(record: Readonly<Record<string, unknown>>): Readonly<Record<string, readonly Json[]>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, [value].flat() as Json[]]));
}

function readBaseUrl(text: string, complain: (setting: string, problem: Problem) => void): string | undefined {
  const fault = (what: string, fix: string): undefined => {
    complain('baseUrl', { code: 'BASE_URL_INVALID', what, fix });
  };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return fault(`The base URL ${JSON.stringify(text.slice(0, 200))} is no http or https URL.`, 'Write it whole, such as https://sandbox.partner.example.');
  if (url.username || url.password) return fault('The base URL holds credentials.', 'Give them by --token-env, or under auth in the configuration.');
  if (url.search || url.hash) return fault('The base URL holds a query or a fragment.', 'Leave out all from ? or # on.');
  return url.href.replace(/\/+$/, '');
}

function mergedHeaders(layers: readonly Layer[], complaints: Complaint[]): HeaderFields {
  const merged = new Map<string, readonly [string, string]>();
  for (const { headers = {} } of layers) {
    for (const [name, value] of Object.entries(headers)) {
      if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) merged.set(name.toLowerCase(), [name, value]);
      else {
        complaints.push({ at: ['headers', name], problem: {
          code: 'HEADER_INVALID', what: `The header field ${JSON.stringify(name)} cannot be sent.`,
          fix: 'A name takes letters, digits and -; a value takes no line breaks.',
        } });
      }
    }
  }
  return [...merged.values()];
}

/** Longest first, so that a secret that contains another is replaced whole. */
function secretsOf({ credentials, network, headers, container, interpolated }: Pick<Configuration, 'credentials' | 'network' | 'headers'> & { readonly container: ContainerSettings | undefined; readonly interpolated: readonly string[] }): readonly string[] {
  const handedIn = Object.entries(container?.environment ?? {}).flatMap(([name, value]) => (isTellingName(name) || interpolated.some((text) => value.includes(text)) ? [value] : []));
  const telling = headers.filter(([name, value]) => isTellingName(name) || interpolated.some((text) => value.includes(text))).flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')]);
  // What a token is asked for with may be a secret wherever it came out of the environment.
  const asked = interpolated.filter((text) => actorsIn(credentials).some(([, { sources }]) => JSON.stringify(sources).includes(JSON.stringify(text).slice(1, -1))));
  const all = [...secretsOfCredentials(credentials), ...secretsOfNetwork(network), ...telling, ...handedIn, ...asked].filter((text) => text !== '');
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}
