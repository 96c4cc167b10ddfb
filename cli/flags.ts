import type { ConfigurationFile } from '../config/configuration-file.ts';
import { capabilityIds } from '../model/capability.ts';

/** How flags are grouped in help, in this order. */
export const flagGroups = ['This command', 'Target', 'Connection', 'What is judged', 'Sending', 'Reports', 'Other'] as const;

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
  image: { written: '--image <name>', group: 'Target', summary: 'start a container of this image, judge it, remove it' },
  compose: { written: '--compose <file>', group: 'Target', summary: 'start this compose file instead of an image' },
  service: { written: '--service <name>', group: 'Target', summary: 'service of the compose file that is the API' },
  containerPort: { written: '--port <number>', group: 'Target', summary: 'port at which the API listens inside the container' },
  basePath: { written: '--base-path <path>', group: 'Target', summary: 'path of the API in the container, before all others' },
  env: { written: '--env <NAME=VALUE>', group: 'Target', repeatable: true, summary: 'variable of the container; NAME alone hands on our own' },
  mount: { written: '--mount <HOST:PATH>', group: 'Target', repeatable: true, summary: 'file or folder in the container; :ro at its end protects it' },
  network: { written: '--network <name>', group: 'Target', summary: 'network of the engine that the container joins' },
  wait: { written: '--wait <condition>', group: 'Target', summary: 'it is ready when: port (default), http:/path or log:PATTERN' },
  startTimeout: { written: '--start-timeout <duration>', group: 'Target', summary: 'how long the container may take to get ready (default 60s)' },
  recording: { written: '--recording <file>', group: 'Target', summary: 'judge traffic in a HAR file or a run.ndjson; nothing is sent' },
  description: { written: '--description <file|url>', group: 'Target', setting: 'description', summary: 'OpenAPI 3.x or Swagger 2.0; without it, the Calico contract' },
  overlay: { written: '--overlay <file|url>', group: 'Target', setting: 'overlays', repeatable: true, summary: 'OpenAPI Overlay to apply to the description first' },
  flows: { written: '--flows <file>', group: 'Target', setting: 'flows', repeatable: true, summary: 'Arazzo document, or module in TypeScript, whose flows are run too' },
  tokenEnv: { written: '--token-env <NAME>', group: 'Target', setting: 'tokenEnv', summary: 'environment variable that holds the token' },
  auth: { written: '--auth <SCHEME=NAME>', group: 'Target', repeatable: true, summary: 'credentials of one security scheme, from a variable' },
  header: { written: '--header <"Name: value">', group: 'Target', repeatable: true, summary: 'header field of every request' },
  proxy: { written: '--proxy <url>', group: 'Connection', setting: 'proxy', summary: 'proxy for every connection; without it HTTPS_PROXY and NO_PROXY hold' },
  ca: { written: '--ca <file>', group: 'Connection', setting: 'ca', repeatable: true, summary: 'authorities (PEM) to trust beside those of this machine' },
  cert: { written: '--cert <file>', group: 'Connection', summary: 'client certificate: PEM, or PKCS#12 (.p12, .pfx)' },
  certKey: { written: '--cert-key <file>', group: 'Connection', summary: 'its key (PEM), where it stands in a file of its own' },
  certPassphraseEnv: { written: '--cert-passphrase-env <NAME>', group: 'Connection', summary: 'environment variable that holds what opens the key' },
  insecure: { written: '--insecure', group: 'Connection', setting: 'insecure', summary: 'do not check the certificate of the target; every report says so' },
  unixSocket: { written: '--unix-socket <path>', group: 'Connection', setting: 'unixSocket', summary: 'connect to this socket instead of host and port' },
  http2: { written: '--http2', group: 'Connection', setting: 'http2', summary: 'offer HTTP/2 to the target' },
  profile: { written: '--profile <name>', group: 'What is judged', setting: 'profile', summary: 'which requirements count (default read-only)' },
  allow: { written: '--allow <permission>', group: 'What is judged', setting: 'allow', repeatable: true, summary: 'read (default), write or destructive' },
  include: { written: '--include <filter>', group: 'What is judged', setting: 'include', repeatable: true, summary: 'only this: /path/*, "GET /path", tag:T, an operationId, a rule' },
  exclude: { written: '--exclude <filter>', group: 'What is judged', setting: 'exclude', repeatable: true, summary: 'all but this, written alike' },
  fixture: { written: '--fixture <NAME=VALUE>', group: 'What is judged', repeatable: true, summary: 'value of a parameter, where lists supply none' },
  disposable: { written: '--disposable <NAME=VALUE>', group: 'What is judged', repeatable: true, summary: 'value that may be destroyed, such as user_id=...' },
  baseline: { written: '--baseline <file>', group: 'What is judged', setting: 'baseline', summary: 'let the known findings in this file pass until they expire' },
  waivers: { written: '--waivers <file>', group: 'What is judged', setting: 'waivers', summary: 'failures that somebody answers for until a day; still judged' },
  acceptWaivers: { written: '--accept-waivers', group: 'What is judged', setting: 'acceptWaivers', summary: 'exit code 0 instead of 5 where waivers are all that fails' },
  capability: { written: '--capability <name>', group: 'What is judged', setting: 'capabilities', repeatable: true, summary: `the API has this, so it must be decided: ${capabilityIds.join(', ')}` },
  minResponseCoverage: { written: '--min-response-coverage <percent>', group: 'What is judged', setting: 'minResponseCoverage', summary: 'INCOMPLETE when less of the documented answers was seen' },
  explore: { written: '--explore <cases>', group: 'What is judged', setting: 'explore', summary: 'also send so many random cases, reported apart' },
  seed: { written: '--seed <number>', group: 'Sending', setting: 'seed', summary: 'picks generated values; the same seed, the same requests' },
  shuffle: { written: '--shuffle <number>', group: 'Sending', setting: 'shuffle', summary: 'sends the cases in an order drawn from this number' },
  concurrency: { written: '--concurrency <number>', group: 'Sending', setting: 'concurrency', summary: 'requests in flight at once (default 8)' },
  timeout: { written: '--timeout <duration>', group: 'Sending', setting: 'timeout', summary: 'how long one answer may take (default 10s)' },
  rate: { written: '--rate <rate>', group: 'Sending', setting: 'rate', summary: 'requests at most: 10/s, 600/m, or 10 for 10/s' },
  retries: { written: '--retries <number>', group: 'Sending', setting: 'retries', summary: 'send a safe request again that got no answer (default 0)' },
  shard: { written: '--shard <i/n>', group: 'Sending', summary: 'send and judge only a share of the plan; merge puts all together' },
  dryRun: { written: '--dry-run', group: 'Sending', summary: 'print every request that would be sent, and send none' },
  output: { written: '--output <folder>', group: 'Reports', setting: 'output', summary: 'folder of the reports (default conformance-report)' },
  secondOpinion: { written: '--second-opinion <judge>', group: 'Reports', setting: 'secondOpinion', summary: 'ask dredd about the same answers, and say where it differs' },
  report: { written: '--report <format>', group: 'Reports', setting: 'reports', repeatable: true, summary: 'leave this file too: junit-rich, ctrf, har, sarif, badge, coverage or overlay' },
  bundle: { written: '--bundle <file>', group: 'Reports', summary: 'archive of all that others need to check this run' },
  recordTo: { written: '--record <file>', group: 'Reports', setting: 'record', summary: 'keep what was sent and answered here too: .har or .ndjson' },
  challenge: { written: '--challenge <file>', group: 'Sending', summary: 'what a certifier handed out; it draws the seed of the run' },
  quiet: { written: '--quiet', group: 'Reports', summary: 'print findings and verdict only' },
  noColor: { written: '--no-color', group: 'Reports', summary: 'no colours; NO_COLOR=1 does the same' },
  config: { written: '--config <file>', group: 'Other', summary: 'configuration (default calico-conformance.yaml, if it is here)' },
  write: { written: '--write <file>', group: 'This command', summary: 'file to write' },
  graph: { written: '--graph', group: 'This command', summary: 'draw which operation supplies which value, in Mermaid' },
  diff: { written: '--diff <file>', group: 'This command', summary: 'compare with a plan written before; exit 1 when they differ' },
  format: { written: '--format <format>', group: 'This command', summary: 'terminal (default), junit, junit-rich, summary, html, coverage, overlay, ctrf, har, sarif, annotations, badge or ndjson' },
  json: { written: '--json', group: 'This command', summary: 'print JSON' },
  expires: { written: '--expires <date>', group: 'This command', summary: 'last day on which they pass (default in 90 days)' },
  record: { written: '--record <file>', group: 'This command', summary: 'run.ndjson, or the folder with it (default the last run)' },
  threshold: { written: '--threshold <percent>', group: 'This command', summary: 'exit 1 when less than this of the lies was found out' },
  sample: { written: '--sample <number>', group: 'This command', summary: 'only so many lies, which the seed picks' },
  force: { written: '--force', group: 'This command', summary: 'overwrite what is there' },
  listen: { written: '--listen <host:port>', group: 'This command', summary: 'where it listens (default 127.0.0.1:8081); port 0 picks one' },
  target: { written: '--target <url>', group: 'This command', summary: 'API that it forwards to' },
  port: { written: '--port <number>', group: 'This command', summary: 'port to listen on (default 8080); 0 picks a free one' },
  variant: { written: '--variant <name>', group: 'This command', summary: 'another way to be honest, such as other key order' },
  fault: { written: '--fault <name>', group: 'This command', summary: 'one lie, to see what catches it' },
  list: { written: '--list', group: 'This command', summary: 'say which variants and faults there are' },
  key: { written: '--key <file>', group: 'This command', summary: 'key that signs, in PEM (Ed25519 or P-256)' },
  signCommand: { written: '--sign-command <command>', group: 'This command', summary: 'what signs instead, where --key is the public key' },
  unsigned: { written: '--unsigned', group: 'This command', summary: 'sign nothing; leave what an attest action signs' },
  trust: { written: '--trust <file>', group: 'This command', summary: 'public key in PEM, or JSON with names, roles and keys' },
  envelope: { written: '--envelope <file>', group: 'This command', summary: 'signature (default the one beside the bundle)' },
  policy: { written: '--policy <file>', group: 'This command', summary: 'what has to be satisfied beyond the checks (JSON)' },
  html: { written: '--html <file>', group: 'This command', summary: 'leave a page too' },
  certificate: { written: '--certificate <file>', group: 'This command', summary: 'certificate of the bundle, to be checked too' },
  status: { written: '--status <file>', group: 'This command', summary: 'signed list of what became of the certifier\'s certificates' },
  earlier: { written: '--earlier <bundle>', group: 'This command', repeatable: true, summary: 'witnessed bundle of another day, with envelope and challenge beside it' },
  rerun: { written: '--rerun <number>', group: 'This command', summary: 'ask the target again for so many requirements, by chance' },
  offline: { written: '--offline', group: 'This command', summary: 'refuse whatever would need a network' },
  selftest: { written: '--selftest <file>', group: 'This command', summary: 'selftest.json of the same description, rules and profile' },
  reason: { written: '--reason <text>', group: 'This command', summary: 'why it is revoked' },
  supersededBy: { written: '--superseded-by <file>', group: 'This command', summary: 'certificate that takes its place' },
  days: { written: '--days <number>', group: 'This command', summary: 'days until it expires' },
  to: { written: '--to <file>', group: 'This command', summary: 'write into a file instead of printing' },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof flags;

/** Values of flags as they were parsed: texts, lists of texts, or true. */
export type FlagValues = Readonly<Partial<Record<FlagName, string | readonly string[] | boolean>>>;

/** Flags that settle what is judged, and how it is sent. */
export const judgingFlags = [
  'baseUrl', 'image', 'compose', 'service', 'containerPort', 'basePath', 'env', 'mount', 'network', 'wait', 'startTimeout', 'description', 'overlay', 'flows', 'tokenEnv', 'auth', 'header', 'proxy', 'ca', 'cert', 'certKey', 'certPassphraseEnv', 'insecure', 'unixSocket', 'http2', 'profile', 'allow', 'include', 'exclude', 'fixture', 'disposable', 'capability',
  'seed', 'shuffle', 'concurrency', 'timeout', 'rate', 'retries', 'config',
] as const satisfies readonly FlagName[];

/** `--seed` of `--seed <number>`. */
export function longName(name: FlagName): string {
  return flags[name].written.split(' ')[0] ?? name;
}
