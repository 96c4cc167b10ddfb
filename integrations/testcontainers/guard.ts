import { fork } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { loadTestcontainers } from './engine.ts';

/** What is to be removed if we are gone. */
export interface Guarded {
  /** The library, as it is installed. */
  readonly module: string;
  /** `name=value`, which all of it is labelled with. */
  readonly label: string;
}

/** A process that outlives ours, however ours ends. */
export interface Guard {
  /** All has been removed; nobody has to watch any more. */
  dismiss(): void;
}

/** Starts the guard. Apart from a signal to us it hears nothing: it has a process group of its own. */
export function startGuard(script: string, guarded: Guarded): Guard {
  const child = fork(script, [], { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
  child.on('error', () => undefined);
  child.send(guarded);
  child.unref();
  child.channel?.unref();
  return { dismiss: () => { if (child.connected) child.send('dismissed', () => { child.disconnect(); }); } };
}

/** Removes what carries a label: containers with their volumes, networks, named volumes. Twice, for something may have been about to be made. */
export async function removeLabelled({ module, label }: Guarded): Promise<void> {
  const { container: { dockerode: engine } } = await (await loadTestcontainers(module)).getContainerRuntimeClient();
  const filters = { label: [label] };
  for (const pauseMs of [0, 2_000]) {
    await wait(pauseMs);
    const gone = (): undefined => undefined;
    for (const { Id: id } of await engine.listContainers({ all: true, filters })) await engine.getContainer(id).remove({ force: true, v: true }).catch(gone);
    for (const { Id: id } of await engine.listNetworks({ filters })) await engine.getNetwork(id).remove().catch(gone);
    for (const { Name: name } of (await engine.listVolumes({ filters })).Volumes ?? []) await engine.getVolume(name).remove().catch(gone);
  }
}
