import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { ContainerRuntimeClient } from 'testcontainers';
import type { ContainerSettings, ContainerSource } from '../../config/container-settings.ts';
import type { Problem, Result } from '../../model/problem.ts';
import { installed } from '../installed.ts';
import { composeProgram } from './compose-program.ts';
import { followLog, lastWords, type Listener } from './container-log.ts';
import { engineWords, loadTestcontainers, type EngineContainer, type Testcontainers } from './engine.ts';
import { startGuard } from './guard.ts';
import { endOf, NotReady, readiness, type Readiness } from './readiness.ts';

/** A container that is ready to be judged. */
export interface RunningContainer {
  readonly baseUrl: string;
  /** What it was made of, such as `partner/backend:1.2 (sha256:0d5f…)`. */
  readonly madeOf: string;
  /** That it has ended in the meantime, with its last words; undefined while it runs. */
  ended(): Promise<Problem | undefined>;
  /** Removes it, and all that was started with it. */
  close(): Promise<void>;
}

/** Where it is started. */
export interface ContainerPlace {
  /** The user's folder, where testcontainers is looked for. */
  readonly folder: string;
  /** The script that removes what a killed process leaves behind. */
  readonly guard: string;
  readonly signal: AbortSignal;
  readonly listener: Listener;
  /** Whether the library's own container that removes others is wanted too; the guard does without. */
  readonly reaper: boolean;
}

type From<Kind extends ContainerSource['kind']> = ContainerSource & { readonly kind: Kind };

/** Starts the container, or the services of a compose file, and waits until the API is ready. Whatever goes wrong, nothing stays behind. */
export async function startContainer(settings: ContainerSettings, place: ContainerPlace): Promise<Result<RunningContainer>> {
  const { from, basePath } = settings;
  const module = installed('testcontainers', place.folder);
  if (module === undefined) return failed({ code: 'TESTCONTAINERS_MISSING', what: 'testcontainers is not installed; it starts containers.', fix: 'npm install --save-dev testcontainers@11' });
  const absent = await firstAbsent(from);
  if (absent) return failed(absent);
  const library = await loadTestcontainers(module);
  const client = await library.getContainerRuntimeClient().catch(() => undefined);
  if (!client) return failed({ code: 'ENGINE_UNREACHABLE', what: 'No container engine answers.', fix: 'Start Docker, or say with DOCKER_HOST where it is; docker info must work.' });
  const host = hostOf(client.info.containerRuntime);
  const waiting = readiness(settings, host, place.signal, place.listener);
  const name = `calico-conformance-${randomBytes(6).toString('hex')}`;
  const label = from.kind === 'image' ? `calico-conformance.run=${name}` : `com.docker.compose.project=${name}`;
  const guard = startGuard(place.guard, { module, label });
  try {
    const remove = from.kind === 'image' ? await startImage(library, from, settings, name, waiting, place) : await startCompose(library, from, settings, name, waiting, place);
    const api = waiting.api();
    if (!api) {
      await remove();
      throw new NotReady({ code: 'SERVICE_NOT_FOUND', what: `The compose file starts no service ${from.kind === 'compose' ? from.service : ''}.`, fix: 'Name one of its services with --service.' });
    }
    const { Image: imageId, Config: { Image: image } } = await api.container.inspect();
    return { ok: true, value: {
      baseUrl: `http://${host}:${api.port}${basePath}`,
      madeOf: `${image} (${imageId.slice(0, 19)})`,
      ended: async () => {
        const end = await endOf(api.container);
        return end === undefined ? undefined : { code: 'CONTAINER_ENDED', what: `The container ended during the run, ${end}. ${lastWords(api.log.tail())}`, fix: 'What came after was not answered; container.log has all that it wrote.' };
      },
      close: async () => {
        // What it wrote last is heard until its log ends.
        await remove();
        waiting.stop();
        guard.dismiss();
      },
    } };
  } catch (error) {
    waiting.stop();
    guard.dismiss();
    return failed(error instanceof NotReady ? error.problem : { code: 'CONTAINER_NOT_STARTED', what: `The container could not be started: ${engineWords(error)}.`, fix: 'See that it starts with docker run, or docker compose up.' });
  }
}

/** The address of the engine's host. A name may stand for two addresses, and the ports of a container differ between them: the first one counts, as for the library. */
function hostOf({ host, hostIps: [first] }: ContainerRuntimeClient['info']['containerRuntime']): string {
  if (host !== 'localhost' || first === undefined) return host;
  return first.family === 6 ? `[${first.address}]` : first.address;
}

/** Starts one container; resolves with what removes it. */
async function startImage({ GenericContainer, getContainerRuntimeClient }: Testcontainers, { image, mounts, network }: From<'image'>, { port, environment }: ContainerSettings, name: string, waiting: Readiness, { signal, reaper, listener }: ContainerPlace): Promise<() => Promise<void>> {
  let pulled = false;
  let created: EngineContainer | undefined;
  class Watched extends GenericContainer {
    protected override beforeContainerCreated = (): Promise<void> => {
      pulled = true;
      return signal.aborted ? Promise.reject(new NotReady({ code: 'INTERRUPTED', what: 'The run was interrupted before the container was made.' })) : Promise.resolve();
    };
    protected override containerCreated = async (id: string): Promise<void> => {
      created = (await getContainerRuntimeClient()).container.getById(id);
    };
  }
  const generic = new Watched(image).withExposedPorts(port).withEnvironment({ ...environment }).withBindMounts([...mounts])
    .withLabels({ 'calico-conformance.run': name }).withAutoCleanup(reaper).withWaitStrategy(waiting.strategy);
  try {
    const started = await (network === undefined ? generic : generic.withNetworkMode(network)).start();
    return async () => { await removeWhatIsLeft(started.stop({ timeout: 0 })); };
  } catch (error) {
    const problem = error instanceof NotReady ? undefined : await whyNot(error, image, pulled, created, listener);
    await created?.remove({ force: true, v: true }).catch(() => undefined);
    throw problem ? new NotReady(problem) : error;
  }
}

/** A container that ended at once has said why in its log; the engine itself only misses its ports. */
async function whyNot(error: unknown, image: string, pulled: boolean, created: EngineContainer | undefined, listener: Listener): Promise<Problem | undefined> {
  if (!pulled || (!created && /no such image/i.test(engineWords(error)))) return { code: 'IMAGE_NOT_FOUND', what: `The image ${image} is not here and cannot be pulled: ${engineWords(error)}.`, fix: 'Check its name, pull it with docker pull, or build it.' };
  const { State: { StartedAt, Running } = { StartedAt: '', Running: false } } = (await created?.inspect().catch(() => undefined)) ?? {};
  if (!created || Running || StartedAt === '' || StartedAt.startsWith('0001')) return undefined;
  const log = await followLog(created, '', listener);
  await log.ended;
  return { code: 'CONTAINER_ENDED', what: `The container ended before it was ready, ${(await endOf(created)) ?? ''}. ${lastWords(log.tail())}`, fix: 'Check the image, and the variables that it needs (--env).' };
}

/** Starts all services of a compose file; resolves with what removes them. */
async function startCompose({ DockerComposeEnvironment }: Testcontainers, { file }: From<'compose'>, { environment }: ContainerSettings, name: string, waiting: Readiness, { reaper }: ContainerPlace): Promise<() => Promise<void>> {
  const program = await composeProgram();
  if (program === undefined) throw new NotReady({ code: 'COMPOSE_MISSING', what: 'Neither docker compose nor docker-compose is installed; one of them reads compose files.', fix: 'Install the compose plugin of Docker.' });
  const compose = new DockerComposeEnvironment(dirname(file), basename(file)).withProjectName(name).withEnvironment({ ...environment })
    .withAutoCleanup(reaper).withDefaultWaitStrategy(waiting.strategy);
  const started = await (program === 'standalone' ? compose.withClientOptions({ executable: { standalone: true } }) : compose).up();
  return async () => { await removeWhatIsLeft(started.down()); };
}

/** Somebody else may have removed it before us. */
async function removeWhatIsLeft(removal: Promise<unknown>): Promise<void> {
  await removal.catch((error: unknown) => {
    if ((error as { readonly statusCode?: number }).statusCode !== 404) throw error;
  });
}

async function firstAbsent(from: ContainerSource): Promise<Problem | undefined> {
  const there = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);
  if (from.kind === 'compose') return (await there(from.file)) ? undefined : { code: 'COMPOSE_NOT_FOUND', what: 'There is no such compose file.', where: { file: from.file }, fix: 'Check the path after --compose.' };
  for (const { source } of from.mounts) {
    // The engine would make an empty folder of it.
    if (!(await there(source))) return { code: 'MOUNT_NOT_FOUND', what: 'What is to be mounted is not there.', where: { file: source }, fix: 'Check the path before the colon.' };
  }
  return undefined;
}

function failed(problem: Problem): Result<never> {
  return { ok: false, problems: [problem] };
}
