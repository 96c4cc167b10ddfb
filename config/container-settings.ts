import { isAbsolute, join } from 'node:path';
import type { Complaint } from './complaint.ts';
import { mountPattern } from './container-patterns.ts';
import type { Layer } from './layers.ts';
import { readDuration } from './quantities.ts';

/** The backend as a container that a run starts and removes. */
export interface ContainerSettings {
  readonly from: ContainerSource;
  /** Where the API listens, inside the container. */
  readonly port: number;
  /** What goes before every path; empty or with a slash at its beginning and none at its end. */
  readonly basePath: string;
  readonly ready: ReadyWhen;
  readonly startTimeoutMs: number;
  /** For a compose file these are the variables that it names. */
  readonly environment: Readonly<Record<string, string>>;
}

/** One image, or a service of a compose file. */
export type ContainerSource =
  | { readonly kind: 'image'; readonly image: string; readonly mounts: readonly Mount[]; readonly network?: string }
  | { readonly kind: 'compose'; readonly file: string; readonly service: string };

/** A folder or file of this machine, as it appears in the container. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly mode: 'ro' | 'rw';
}

/** When a container counts as ready: something speaks HTTP at its port, a path is answered with success, or its log says so. */
export type ReadyWhen =
  | { readonly kind: 'answers' }
  | { readonly kind: 'http'; readonly path: string }
  | { readonly kind: 'log'; readonly pattern: string };

type Written = NonNullable<Layer['container']>;

/** Settings that go with one kind of source only. */
const ofImage = ['mounts', 'network'] as const;

/**
 * Of the layers, weakest first, the target that the strongest one names: a URL or a container. A layer that names an image or a
 * compose file begins anew; one that does not only changes what a weaker one said.
 */
export function namedTarget(layers: readonly Layer[], complaints: Complaint[]): { readonly baseUrl?: string; readonly container?: Written } {
  let named: { readonly baseUrl?: string; readonly container?: Written } = {};
  for (const { baseUrl, container } of layers) {
    if (baseUrl !== undefined && container !== undefined) {
      complaints.push({ at: ['container'], problem: { code: 'TARGET_TWICE', what: 'Both a base URL and a container are given.', fix: 'Keep one of the two; a path before all others is the basePath of the container.' } });
    } else if (baseUrl !== undefined) named = { baseUrl };
    else if (container !== undefined) named = { container: container.image === undefined && container.compose === undefined ? { ...named.container, ...container } : container };
  }
  return named;
}

/** The settings of a container, if they are whole. */
export function readContainer(written: Written, complaints: Complaint[]): ContainerSettings | undefined {
  const before = complaints.length;
  const complain = (setting: keyof Written, what: string, fix: string): void => {
    complaints.push({ at: written[setting] === undefined ? ['container'] : ['container', setting], problem: { code: 'CONTAINER_INVALID', what, fix } });
  };
  const { image, compose, service, port, wait = 'port', basePath = '' } = written;
  if (image === undefined && compose === undefined) complain('image', 'Nothing says which container to start.', 'Name an image (--image), or a compose file and a service of it (--compose, --service).');
  if (image !== undefined && compose !== undefined) complain('compose', 'Both an image and a compose file are given.', 'Keep one of the two.');
  if (compose !== undefined && service === undefined) complain('compose', 'Nothing says which service of the compose file is the API.', 'Name it with --service.');
  if (image !== undefined && service !== undefined) complain('service', 'A service belongs to a compose file.', 'Leave it out, or name the compose file.');
  if (compose !== undefined) for (const name of ofImage) if (written[name] !== undefined) complain(name, `${name} goes with an image; a compose file says it itself.`, 'Write it in the compose file.');
  if (port === undefined) complain('port', 'Nothing says at which port the container listens.', 'Name the port inside the container with --port.');
  const startTimeoutMs = readDuration(written.startTimeout ?? '60s') ?? 60_000;
  if (startTimeoutMs < 1 || startTimeoutMs > 3_600_000) complain('startTimeout', 'startTimeout must be from 1ms to 60m.', 'For example: 90s');
  const ready = readyWhen(wait);
  if (ready.kind === 'log' && !isPattern(ready.pattern)) complain('wait', `The pattern in ${JSON.stringify(wait)} cannot be read.`, 'Write a regular expression after log:, such as log:"listening on \\d+".');
  const from: ContainerSource | undefined = image !== undefined ? { kind: 'image', image, mounts: (written.mounts ?? []).flatMap(mountOf), ...(written.network !== undefined && { network: written.network }) }
    : compose !== undefined && service !== undefined ? { kind: 'compose', file: compose, service } : undefined;
  if (complaints.length > before || from === undefined || port === undefined) return undefined;
  const path = basePath.replace(/^\/*|\/*$/g, '');
  return { from, port, basePath: path === '' ? '' : `/${path}`, ready, startTimeoutMs, environment: { ...written.env } };
}

/** What a file says of a container is meant from where the file stands. */
export function containerBeside(written: Written, beside: (path: string) => string): Written {
  return {
    ...written,
    ...(written.compose !== undefined && { compose: beside(written.compose) }),
    ...(written.mounts && { mounts: written.mounts.map((mount) => mountOf(mount).map(({ source, target, mode }) => `${beside(source)}:${target}:${mode}`)[0] ?? mount) }),
  };
}

/** The settings with every path absolute. */
export function containerIn(folder: string, settings: ContainerSettings): ContainerSettings {
  const absolute = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const { from } = settings;
  return { ...settings, from: from.kind === 'compose' ? { ...from, file: absolute(from.file) } : { ...from, mounts: from.mounts.map((mount) => ({ ...mount, source: absolute(mount.source) })) } };
}

function readyWhen(text: string): ReadyWhen {
  if (text.startsWith('http:')) return { kind: 'http', path: text.slice('http:'.length) };
  return text.startsWith('log:') ? { kind: 'log', pattern: text.slice('log:'.length) } : { kind: 'answers' };
}

function mountOf(text: string): readonly Mount[] {
  const [, source, target, mode] = mountPattern.exec(text) ?? [];
  return source === undefined || target === undefined ? [] : [{ source, target, mode: mode === 'ro' ? 'ro' : 'rw' }];
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
