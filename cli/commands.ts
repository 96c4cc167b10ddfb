import type { Command } from './command.ts';

interface Entry {
  readonly summary: string;
  readonly group: 'Judge' | 'Understand' | 'Certify' | 'Set up';
  /** Commands are loaded one at a time, so that each starts fast. */
  load(): Promise<Command>;
}

/** Every command. */
export const commands = {
  run: { group: 'Judge', summary: 'judge an API (the default)', load: async () => (await import('./commands/run.ts')).run },
  plan: { group: 'Judge', summary: 'say what would be sent, and send nothing', load: async () => (await import('./commands/plan.ts')).plan },
  proxy: { group: 'Judge', summary: 'judge real traffic as it passes', load: async () => (await import('./commands/proxy.ts')).proxy },
  report: { group: 'Judge', summary: 'render a saved run again', load: async () => (await import('./commands/report.ts')).report },
  merge: { group: 'Judge', summary: 'put the shards of a run together, and judge the whole', load: async () => (await import('./commands/merge.ts')).merge },
  rejudge: { group: 'Judge', summary: 'judge the recorded answers of a run again', load: async () => (await import('./commands/rejudge.ts')).rejudge },
  compare: { group: 'Judge', summary: 'put several runs or bundles side by side', load: async () => (await import('./commands/compare.ts')).compare },
  replay: { group: 'Judge', summary: 'send one case of a run again, and judge it again', load: async () => (await import('./commands/replay.ts')).replay },
  cleanup: { group: 'Judge', summary: 'take away what a killed run has left on the target', load: async () => (await import('./commands/cleanup.ts')).cleanup },
  baseline: { group: 'Judge', summary: 'let known findings pass for a while, and gate on new ones', load: async () => (await import('./commands/baseline.ts')).baseline },
  waivers: { group: 'Judge', summary: 'look after failures that somebody answers for', load: async () => (await import('./commands/waivers.ts')).waivers },
  selftest: { group: 'Judge', summary: 'prove what a run would find out, by servers that lie', load: async () => (await import('./commands/selftest.ts')).selftest },
  requirements: { group: 'Understand', summary: 'list, explain and count what is required', load: async () => (await import('./commands/requirements.ts')).requirements },
  flows: { group: 'Understand', summary: 'check, list and draw flows', load: async () => (await import('./commands/flows.ts')).flows },
  attest: { group: 'Certify', summary: 'sign what a run has shown', load: async () => (await import('./commands/attest.ts')).attest },
  verify: { group: 'Certify', summary: 'check a bundle, believing nothing of it', load: async () => (await import('./commands/verify.ts')).verify },
  certificate: { group: 'Certify', summary: 'issue, show and revoke what a certifier decides', load: async () => (await import('./commands/certificate.ts')).certificate },
  challenge: { group: 'Certify', summary: 'make a challenge for a run', load: async () => (await import('./commands/challenge.ts')).challenge },
  keys: { group: 'Certify', summary: 'make keys to sign with', load: async () => (await import('./commands/keys.ts')).keys },
  doctor: { group: 'Set up', summary: 'say what is missing, and what it would unlock', load: async () => (await import('./commands/doctor.ts')).doctor },
  init: { group: 'Set up', summary: 'write a commented configuration', load: async () => (await import('./commands/init.ts')).init },
  serve: { group: 'Set up', summary: 'start the reference backend', load: async () => (await import('./commands/serve.ts')).serve },
} as const satisfies Readonly<Record<string, Entry>>;

export type CommandName = keyof typeof commands;

/** Whether a word is the name of a command. */
export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(commands, word);
}
