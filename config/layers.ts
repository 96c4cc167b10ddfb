import type { Result } from '../model/problem.ts';
import { configurationFile, type ConfigurationFile } from './configuration-file.ts';
import type { Environment } from './interpolate.ts';
import { nearNames, oneOf } from './near-names.ts';

/** Settings of one origin: flags, environment variables or the file. */
export type Layer = ConfigurationFile;

/** Environment variables that are read, and the setting that each one gives. */
const environmentVariables = {
  CALICO_CONFORMANCE_BASE_URL: 'baseUrl',
  CALICO_CONFORMANCE_DESCRIPTION: 'description',
  CALICO_CONFORMANCE_PROFILE: 'profile',
  CALICO_CONFORMANCE_ALLOW: 'allow',
  CALICO_CONFORMANCE_TOKEN: 'token',
  CALICO_CONFORMANCE_SEED: 'seed',
  CALICO_CONFORMANCE_CONCURRENCY: 'concurrency',
  CALICO_CONFORMANCE_TIMEOUT: 'timeout',
  CALICO_CONFORMANCE_RATE: 'rate',
  CALICO_CONFORMANCE_OUTPUT: 'output',
} as const satisfies Readonly<Record<string, keyof ConfigurationFile>>;

const prefix = 'CALICO_CONFORMANCE_';
/** Names the file; read before any setting is. */
export const fileVariable = `${prefix}CONFIG`;

/** The settings that the environment gives. A near miss of a known name is a problem, since it would go unseen. */
export function environmentLayer(environment: Environment): Result<Layer> {
  const known = [...Object.keys(environmentVariables), fileVariable];
  const misspelt = Object.keys(environment).filter((name) => name.startsWith(prefix) && !known.includes(name));
  for (const name of misspelt) {
    const near = nearNames(name.slice(prefix.length), known.map((other) => other.slice(prefix.length)));
    if (near.length === 0) continue;
    return { ok: false, problems: [{
      code: 'UNKNOWN_ENVIRONMENT_VARIABLE', what: `The environment variable ${name} is not read.`,
      fix: `Did you mean ${oneOf(near.map((other) => prefix + other))}? Known: ${known.join(', ')}.`,
    }] };
  }
  const labels: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(environmentVariables)) {
    if (!environment[name]) continue;
    values[setting] = environment[name];
    labels[setting] = name;
  }
  return checkedLayer(values, labels);
}

/** Checks settings that have no place in a file; `labels` names each as the user wrote it, those of a container as `container.port`. */
export function checkedLayer(values: Readonly<Record<string, unknown>>, labels: Readonly<Record<string, string>>): Result<Layer> {
  const result = configurationFile.safeParse(values);
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.map((issue) => ({
    code: 'USAGE', what: `${labels[issue.path.slice(0, 2).join('.')] ?? labels[String(issue.path[0])] ?? String(issue.path[0])} ${issue.message}.`,
  }));
  const [first, ...rest] = problems;
  return { ok: false, problems: [first ?? { code: 'USAGE', what: 'The settings are invalid.' }, ...rest] };
}
