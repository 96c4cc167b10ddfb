import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job, Opinion, Said } from '../integrations/dredd/job.ts';

// A process of its own: Dredd prints, and what it loads has no place in ours.

/** A transaction, as far as it is read or changed here. */
interface Transaction {
  fullPath: string;
  readonly origin: { readonly actionName: string };
  readonly request: { headers: Record<string, string>; body: string };
  readonly real?: { readonly statusCode: number | string; readonly headers: Record<string, string | string[]>; readonly body: string; readonly bodyEncoding?: string };
}

interface DreddTest {
  readonly message?: string;
  readonly origin?: Transaction['origin'];
}

type DreddModule = new (configuration: object) => { run(done: (error: Error | null) => void): void };

const say = (said: Said, after: () => void = () => undefined): void => { process.send?.(said, () => { after(); }); };
const leave = (): void => { process.disconnect(); };

process.once('message', (job: Job) => {
  const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-dredd-'));
  try {
    run(job, folder);
  } catch (error) {
    finish(folder, error instanceof Error ? error.message : String(error));
  }
});

function finish(folder: string, problem?: string): void {
  rmSync(folder, { recursive: true, force: true });
  say({ kind: 'end', ...(problem !== undefined && { problem: problem.split('\n')[0] ?? '' }) }, leave);
}

function run({ module, endpoint, swagger, requests }: Job, folder: string): void {
  const received = new Map<string, NonNullable<Opinion['received']>>();
  const before = (transaction: Transaction): void => {
    const own = requests[transaction.origin.actionName];
    if (!own) return;
    transaction.fullPath = own.fullPath;
    transaction.request.headers = { ...own.headers };
    transaction.request.body = own.body;
  };
  const beforeValidation = ({ origin, real }: Transaction): void => {
    if (!real) return;
    received.set(origin.actionName, { status: Number(real.statusCode), headers: { ...real.headers }, body: real.body, ...(real.bodyEncoding !== undefined && { encoding: real.bodyEncoding }) });
    // Dredd compares the whole field, and a parameter such as charset is not part of a media type.
    const type = real.headers['content-type'];
    if (typeof type === 'string') real.headers['content-type'] = type.split(';')[0]?.trim() ?? type;
  };
  // Hooks have to be a file; what they do stays here.
  const shared = 'calico-conformance.dredd';
  (globalThis as unknown as Record<symbol, unknown>)[Symbol.for(shared)] = { before, beforeValidation };
  const hooks = join(folder, 'hooks.cjs');
  writeFileSync(hooks, [
    "const hooks = require('hooks');", `const own = globalThis[Symbol.for(${JSON.stringify(shared)})];`,
    'hooks.beforeEach((transaction, done) => { own.before(transaction); done(); });',
    'hooks.beforeEachValidation((transaction, done) => { own.beforeValidation(transaction); done(); });', '',
  ].join('\n'));
  const emitter = new EventEmitter();
  // Whoever is told of the start and the end has to answer; anybody else who listens takes Dredd's own reporter away.
  const heard = (valid: boolean) => (test: DreddTest): void => {
    const operationId = test.origin?.actionName;
    if (operationId === undefined) return;
    const answer = received.get(operationId);
    say({ kind: 'opinion', opinion: { operationId, valid, message: test.message ?? '', ...(answer && { received: answer }) } });
  };
  emitter.on('test pass', heard(true)).on('test fail', heard(false)).on('test error', (error: Error, test: DreddTest) => { heard(false)({ ...test, message: error.message }); });
  const Dredd = createRequire(module)(module) as DreddModule;
  new Dredd({ endpoint, apiDescriptions: [{ location: 'projection.json', content: JSON.stringify(swagger) }], hookfiles: [hooks], emitter, reporter: [], loglevel: 'silent' })
    .run((error) => { finish(folder, error?.message); });
}
