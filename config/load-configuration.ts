import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { Problem, Result } from '../model/problem.ts';
import type { Configuration } from './configuration.ts';
import { containerBeside } from './container-settings.ts';
import type { Environment } from './interpolate.ts';
import { certificatesBeside } from './certificates-beside.ts';
import { environmentLayer, fileVariable, type Layer } from './layers.ts';
import { listed } from './near-names.ts';
import type { ParsedConfiguration } from './parse-configuration.ts';
import { settleConfiguration } from './settle-configuration.ts';
import { configurationFiles } from './starter.ts';

const largest = 1_000_000;

/** What the command line knows before any file is read. */
export interface Given {
  /** Absolute path of the working folder. */
  readonly folder: string;
  /** File named by `--config`. */
  readonly config?: string;
  readonly flags: Layer;
  /** Texts of the flags that came out of the environment; they may be secrets. */
  readonly fromEnvironment?: readonly string[];
  readonly environment: Environment;
  /** What holds where nobody says anything, knowing all that was said. */
  readonly defaults?: (said: Layer) => Layer;
}

/** Finds the file, reads it, and settles it with flags, environment and defaults. */
export async function loadConfiguration({ folder, config, flags, fromEnvironment = [], environment, defaults }: Given): Promise<Result<Configuration>> {
  const variables = environmentLayer(environment);
  if (!variables.ok) return variables;
  const found = await findFile(folder, config ?? environment[fileVariable]);
  if (!found.ok) return found;
  const parsed = found.value === undefined ? undefined : await readConfiguration(folder, found.value, environment);
  if (parsed && !parsed.ok) return parsed;
  const file = parsed ? besideFile(parsed.value.settings, found.value ?? '') : {};
  return settleConfiguration({
    flags, variables: variables.value, file, environment,
    defaults: defaults?.({ ...file, ...variables.value, ...flags }) ?? {},
    interpolated: [...(parsed?.value.fromEnvironment ?? []), ...fromEnvironment],
    ...(found.value !== undefined && parsed ? { fileName: found.value, locate: parsed.value.locate } : {}),
  });
}

async function findFile(folder: string, named: string | undefined): Promise<Result<string | undefined>> {
  if (named !== undefined) return { ok: true, value: named };
  const there = await Promise.all(configurationFiles.map((name) => stat(join(folder, name)).then((entry) => entry.isFile(), () => false)));
  const found = configurationFiles.filter((_, index) => there[index]);
  if (found.length < 2) return { ok: true, value: found[0] };
  return failed({ code: 'CONFIGURATION_AMBIGUOUS', what: `Here stand ${listed(found)}.`, fix: 'Keep one of them, or name one with --config.' });
}

async function readConfiguration(folder: string, name: string, environment: Environment): Promise<Result<ParsedConfiguration>> {
  const path = isAbsolute(name) ? name : join(folder, name);
  try {
    const { size } = await stat(path);
    if (size > largest) return failed({ code: 'CONFIGURATION_UNREADABLE', what: `The configuration has ${size} bytes; at most ${largest} are read.`, where: { file: name } });
    const { parseConfiguration } = await import('./parse-configuration.ts');
    return parseConfiguration(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)), name, environment);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT') {
      return failed({ code: 'CONFIGURATION_NOT_FOUND', what: `There is no configuration file ${JSON.stringify(name)}.`, fix: 'Check the path, or write one: npx calico-conformance init.' });
    }
    const why = code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'is not UTF-8' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code || String(error)})`;
    return failed({ code: 'CONFIGURATION_UNREADABLE', what: `The configuration ${why}.`, where: { file: name } });
  }
}

/** Paths in a file are meant from where the file stands. */
function besideFile(settings: Layer, file: string): Layer {
  const beside = (path: string): string => (isAbsolute(path) ? path : join(dirname(file), path));
  return {
    ...settings,
    ...(settings.container && { container: containerBeside(settings.container, beside) }),
    ...(settings.description === undefined || /^https?:/i.test(settings.description) ? {} : { description: beside(settings.description) }),
    ...(settings.overlays === undefined ? {} : { overlays: settings.overlays.map((overlay) => (/^https?:/i.test(overlay) ? overlay : beside(overlay))) }),
    ...(settings.flows === undefined ? {} : { flows: settings.flows.map((flow) => (/^https?:/i.test(flow) ? flow : beside(flow))) }),
    ...(settings.baseline === undefined ? {} : { baseline: beside(settings.baseline) }),
    ...(settings.waivers === undefined ? {} : { waivers: beside(settings.waivers) }),
    ...(settings.ca === undefined ? {} : { ca: [settings.ca].flat().map(beside) }),
    ...(settings.unixSocket === undefined ? {} : { unixSocket: beside(settings.unixSocket) }),
    ...certificatesBeside(settings, beside),
    ...(settings.output === undefined ? {} : { output: beside(settings.output) }),
    ...(settings.record === undefined ? {} : { record: beside(settings.record) }),
  };
}

function failed(problem: Problem): Result<never> {
  return { ok: false, problems: [problem] };
}
