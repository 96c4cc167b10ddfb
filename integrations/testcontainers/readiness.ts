import { setTimeout as wait } from 'node:timers/promises';
import type { BoundPorts, WaitStrategy } from 'testcontainers';
import type { ContainerSettings } from '../../config/container-settings.ts';
import type { Problem } from '../../model/problem.ts';
import { followLog, lastWords, type ContainerLog, type Listener } from './container-log.ts';
import type { EngineContainer } from './engine.ts';

/** Why a container will not be judged. */
export class NotReady extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.what);
    this.problem = problem;
  }
}

/** Waits in the place of the library, so that it can be interrupted, and that the last words are heard before a container is removed. */
export interface Readiness {
  readonly strategy: WaitStrategy;
  /** Once it is ready: the container of the API, its log, and its port at the host. */
  api(): { readonly container: EngineContainer; readonly log: ContainerLog; readonly port: number } | undefined;
  /** Stops listening to all logs. */
  stop(): void;
}

const everyMs = 100;
const longestProbeMs = 2_000;

/** When containers count as ready: the one of the API by what the settings say, any other at once. */
export function readiness(settings: ContainerSettings, host: string, signal: AbortSignal, { onLine, redact }: Listener): Readiness {
  const { from, port, startTimeoutMs } = settings;
  const logs: ContainerLog[] = [];
  let found: ReturnType<Readiness['api']>;
  const waitUntilReady = async (container: EngineContainer, ports: BoundPorts): Promise<void> => {
    const { Config: { Labels: labels } } = await container.inspect();
    const service = from.kind === 'compose' ? (labels['com.docker.compose.service'] ?? '') : '';
    let matched = false;
    const pattern = settings.ready.kind === 'log' ? new RegExp(settings.ready.pattern) : undefined;
    const log = await followLog(container, service, {
      redact,
      onLine: (line) => {
        matched ||= pattern?.test(line.text) === true;
        onLine(line);
      },
    });
    logs.push(log);
    if (from.kind === 'compose' && service !== from.service) return;
    const bound = boundPort(ports, port);
    if (bound === undefined) throw new NotReady({ code: 'PORT_NOT_PUBLISHED', what: `The service ${service} does not publish its port ${port}.`, fix: `Add to it in the compose file: ports: ["${port}"]` });
    const isReady = pattern ? () => Promise.resolve(matched) : () => answers(`http://${host}:${bound}`, settings);
    const deadline = performance.now() + startTimeoutMs;
    while (!(await isReady())) {
      if (signal.aborted) throw new NotReady({ code: 'INTERRUPTED', what: 'The container was not ready yet when the run was interrupted; it was removed.' });
      const end = await endOf(container);
      if (end !== undefined) {
        await Promise.race([log.ended, wait(1_000)]);
        throw new NotReady({ code: 'CONTAINER_ENDED', what: `The container ended before it was ready, ${end}. ${lastWords(log.tail())}`, fix: 'Check the image, and the variables that it needs (--env).' });
      }
      if (performance.now() > deadline) throw new NotReady({ code: 'CONTAINER_NOT_READY', what: `The container was not ready within ${startTimeoutMs / 1_000} s: ${lacking(settings)}. ${lastWords(log.tail())}`, fix: 'Check --port and --wait, or give it longer with --start-timeout.' });
      await wait(everyMs);
    }
    found = { container, log, port: bound };
  };
  const strategy: WaitStrategy = { waitUntilReady, withStartupTimeout: () => strategy, isStartupTimeoutSet: () => true, getStartupTimeout: () => startTimeoutMs };
  return { strategy, api: () => found, stop: () => { for (const log of logs) log.stop(); } };
}

/** How a container ended; undefined while it runs. */
export async function endOf(container: EngineContainer): Promise<string | undefined> {
  try {
    const { State: { Running, ExitCode, OOMKilled } } = await container.inspect();
    if (Running) return undefined;
    return OOMKilled ? 'because it used too much memory' : `with exit code ${ExitCode}`;
  } catch (error) {
    if ((error as { readonly statusCode?: number }).statusCode === 404) return 'removed by somebody else';
    return `as far as can be told: the engine does not answer (${error instanceof Error ? error.message : String(error)})`;
  }
}

function boundPort(ports: BoundPorts, port: number): number | undefined {
  try {
    return ports.getBinding(port);
  } catch {
    return undefined;
  }
}

/** The engine takes connections for a container long before it does, and drops them: only an answer counts. */
async function answers(url: string, { ready, basePath }: ContainerSettings): Promise<boolean> {
  try {
    const response = await fetch(url + (ready.kind === 'http' ? ready.path : `${basePath}/`), { redirect: 'manual', signal: AbortSignal.timeout(longestProbeMs) });
    await response.body?.cancel();
    return ready.kind !== 'http' || response.ok;
  } catch {
    return false;
  }
}

function lacking({ ready, port }: ContainerSettings): string {
  switch (ready.kind) {
    case 'answers':
      return `nothing spoke HTTP at its port ${port}`;
    case 'http':
      return `${ready.path} was not answered with success at its port ${port}`;
    case 'log':
      return `no line of its log matched ${ready.pattern}`;
  }
}
