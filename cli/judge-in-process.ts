import type { Configuration } from '../config/configuration.ts';
import { checkedLayer } from '../config/layers.ts';
import { settleConfiguration } from '../config/settle-configuration.ts';
import { run } from '../engine/run.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { RunFinished } from '../model/run-event.ts';
import { createRunCollector, type CollectedRun } from '../reporters/collected-run.ts';
import { httpTarget } from '../target/http-target.ts';
import { serveApp, type App } from '../target/served-app.ts';
import type { JudgeSettings } from './judge-settings.ts';
import { keyringOf } from './open-keyring.ts';
import { openNetwork } from './open-network.ts';
import { prepare, type Prepared } from './prepare.ts';
import { runInput } from './run-input.ts';
import { suppliesOf } from './supplies.ts';

/** How it went. */
export interface Judgement {
  readonly verdict: RunFinished['verdict'];
  /** One sentence that says why this verdict. */
  readonly because: string;
  /** Every requirement with its outcome, and the exchanges that they rest on. */
  readonly run: CollectedRun;
}

/** A run whose plan is made. */
export interface PreparedRun {
  readonly prepared: Prepared;
  /** Sends and judges; what is given here replaces what was to be judged. */
  judge(app?: App, signal?: AbortSignal): Promise<Judgement>;
}

/** Thrown where settings or a description are wrong. */
export class ProblemError extends Error {
  readonly problems: readonly [Problem, ...Problem[]];
  constructor(problems: readonly [Problem, ...Problem[]]) {
    super(problems.map(({ code, what, fix }) => `${code}: ${what}${fix === undefined ? '' : ` ${fix}`}`).join('\n'));
    this.name = 'ProblemError';
    this.problems = problems;
  }
}

/** Judges an app of this process, or a URL, and resolves with how each requirement ended. Wrong settings are a ProblemError. */
export async function judge(settings: JudgeSettings): Promise<Judgement> {
  return (await prepareRun(settings)).judge();
}

/** The same in two steps: what will be judged is known before anything is sent. */
export async function prepareRun({ app, ...settings }: JudgeSettings): Promise<PreparedRun> {
  if (app !== undefined && settings.baseUrl !== undefined) throw new ProblemError([{ code: 'TARGET_TWICE', what: 'Both an app and a base URL are given.', fix: 'Keep one of the two.' }]);
  // Where the app listens is not known yet, and no setting depends on it.
  const configuration = opened(settle(app === undefined ? settings : { ...settings, baseUrl: 'http://127.0.0.1' }));
  const prepared = opened(await prepare(configuration, await suppliesOf(configuration)));
  const surroundings = { folder: process.cwd(), environment: process.env };
  // Loaded only where there are any.
  const waivers = configuration.waivers === undefined ? undefined : await (await import('./read-waivers.ts')).waiversFor(prepared, surroundings);
  const letPass = waivers && opened(waivers);
  return {
    prepared,
    async judge(given = app, signal = new AbortController().signal) {
      const served = given && (await serveApp(given));
      const baseUrl = served?.url ?? configuration.baseUrl;
      if (baseUrl === undefined) throw new ProblemError([{ code: 'BASE_URL_MISSING', what: 'Nothing says what to judge.', fix: 'Give an app, or a baseUrl.' }]);
      const { timeoutMs, maxBodyBytes, concurrency } = configuration;
      const network = opened(await openNetwork(configuration, surroundings, served !== undefined));
      const keyring = opened(await keyringOf(configuration, network.forTokens, surroundings));
      const target = httpTarget({ baseUrl, ...(served && { kind: 'app' }), timeoutMs, maxBodyBytes, connections: concurrency, network: network.target });
      try {
        const collector = createRunCollector();
        const io = { arguments: [], node: process.version };
        for await (const event of run(runInput(prepared, { target, credentials: keyring.now('owner').settings, keyring, network: network.note }, signal, io, { waivers: letPass }))) collector.add(event);
        const collected = collector.collected();
        return { verdict: collected.verdict, because: collected.because, run: collected };
      } finally {
        await target.close();
        await served?.close();
      }
    },
  };
}

function settle(settings: JudgeSettings): Result<Configuration> {
  const layer = checkedLayer({ ...settings }, {});
  if (!layer.ok) return layer;
  return settleConfiguration({ flags: layer.value, variables: {}, file: {}, environment: process.env });
}

function opened<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemError(result.problems);
  return result.value;
}
