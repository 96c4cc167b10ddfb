import type { ConfigurationFile } from '../config/configuration-file.ts';

/** How flags are grouped in help, in this order. */
export const flagGroups = ['This command', 'Target', 'What is judged', 'Sending', 'Reports', 'Other'] as const;

/** One flag of the command line. */
export interface Flag {
  /** As it is written, such as `--seed <number>`. */
  readonly written: string;
  readonly summary: string;
  readonly group: (typeof flagGroups)[number];
  /** May be given several times. */
  readonly repeatable?: true;
  /** The setting that it gives, where that is written as in the file. */
  readonly setting?: keyof ConfigurationFile;
}

/** Every flag of every command, by the name of its option. */
export const flags = {
  baseUrl: { written: '--base-url <url>', group: 'Target', setting: 'baseUrl', summary: 'API to judge; without it, a reference backend inside this package' },
  description: { written: '--description <file|url>', group: 'Target', setting: 'description', summary: 'OpenAPI 3.x or Swagger 2.0; without it, the Calico contract' },
  overlay: { written: '--overlay <file|url>', group: 'Target', setting: 'overlays', repeatable: true, summary: 'OpenAPI Overlay to apply to the description first' },
  flows: { written: '--flows <file>', group: 'Target', setting: 'flows', repeatable: true, summary: 'Arazzo document whose workflows are run too' },
  tokenEnv: { written: '--token-env <NAME>', group: 'Target', setting: 'tokenEnv', summary: 'environment variable that holds the token' },
  auth: { written: '--auth <SCHEME=NAME>', group: 'Target', repeatable: true, summary: 'credentials of one security scheme, from a variable' },
  header: { written: '--header <"Name: value">', group: 'Target', repeatable: true, summary: 'header field of every request' },
  profile: { written: '--profile <name>', group: 'What is judged', setting: 'profile', summary: 'which requirements count (default read-only)' },
  allow: { written: '--allow <permission>', group: 'What is judged', setting: 'allow', repeatable: true, summary: 'read (default), write or destructive' },
  include: { written: '--include <filter>', group: 'What is judged', setting: 'include', repeatable: true, summary: 'only this: /path/*, "GET /path", tag:T, an operationId, a rule' },
  exclude: { written: '--exclude <filter>', group: 'What is judged', setting: 'exclude', repeatable: true, summary: 'all but this, written alike' },
  fixture: { written: '--fixture <NAME=VALUE>', group: 'What is judged', repeatable: true, summary: 'value of a parameter, where lists supply none' },
  disposable: { written: '--disposable <NAME=VALUE>', group: 'What is judged', repeatable: true, summary: 'value that may be destroyed, such as user_id=...' },
  baseline: { written: '--baseline <file>', group: 'What is judged', setting: 'baseline', summary: 'let the known findings in this file pass until they expire' },
  minResponseCoverage: { written: '--min-response-coverage <percent>', group: 'What is judged', setting: 'minResponseCoverage', summary: 'INCOMPLETE when less of the documented answers was seen' },
  seed: { written: '--seed <number>', group: 'Sending', setting: 'seed', summary: 'picks generated values; the same seed, the same requests' },
  concurrency: { written: '--concurrency <number>', group: 'Sending', setting: 'concurrency', summary: 'requests in flight at once (default 8)' },
  timeout: { written: '--timeout <duration>', group: 'Sending', setting: 'timeout', summary: 'how long one answer may take (default 10s)' },
  rate: { written: '--rate <rate>', group: 'Sending', setting: 'rate', summary: 'requests per second at most, or 600/m' },
  output: { written: '--output <folder>', group: 'Reports', setting: 'output', summary: 'folder of the reports (default conformance-report)' },
  quiet: { written: '--quiet', group: 'Reports', summary: 'print findings and verdict only' },
  noColor: { written: '--no-color', group: 'Reports', summary: 'no colours; NO_COLOR=1 does the same' },
  config: { written: '--config <file>', group: 'Other', summary: 'configuration (default calico-conformance.yaml, if it is here)' },
  write: { written: '--write <file>', group: 'This command', summary: 'file to write' },
  diff: { written: '--diff <file>', group: 'This command', summary: 'compare with a plan written before; exit 1 when they differ' },
  format: { written: '--format <format>', group: 'This command', summary: 'terminal (default), junit, junit-rich, summary, coverage or ndjson' },
  json: { written: '--json', group: 'This command', summary: 'print JSON' },
  expires: { written: '--expires <date>', group: 'This command', summary: 'last day on which they pass (default in 90 days)' },
  record: { written: '--record <file>', group: 'This command', summary: 'run.ndjson, or the folder with it (default the last run)' },
  force: { written: '--force', group: 'This command', summary: 'overwrite what is there' },
  port: { written: '--port <number>', group: 'This command', summary: 'port to listen on (default 8080); 0 picks a free one' },
  variant: { written: '--variant <name>', group: 'This command', summary: 'another way to be honest, such as other key order' },
  fault: { written: '--fault <name>', group: 'This command', summary: 'one lie, to see what catches it' },
  list: { written: '--list', group: 'This command', summary: 'say which variants and faults there are' },
  to: { written: '--to <file>', group: 'This command', summary: 'write into a file instead of printing' },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof flags;

/** Values of flags as they were parsed: texts, lists of texts, or true. */
export type FlagValues = Readonly<Partial<Record<FlagName, string | readonly string[] | boolean>>>;

/** Flags that settle what is judged, and how it is sent. */
export const judgingFlags = [
  'baseUrl', 'description', 'overlay', 'flows', 'tokenEnv', 'auth', 'header', 'profile', 'allow', 'include', 'exclude', 'fixture', 'disposable',
  'seed', 'concurrency', 'timeout', 'rate', 'config',
] as const satisfies readonly FlagName[];

/** `--seed` of `--seed <number>`. */
export function longName(name: FlagName): string {
  return flags[name].written.split(' ')[0] ?? name;
}
