import { containerIn, type ContainerSettings } from '../config/container-settings.ts';
import type { Listener } from '../integrations/testcontainers/container-log.ts';
import type { RunningContainer } from '../integrations/testcontainers/start-container.ts';
import type { Problem, Result } from '../model/problem.ts';
import { distScript } from './dist-script.ts';
import { exitError, exitUsage } from './exit-codes.ts';
import type { Io } from './io.ts';

/** What is wrong with what was asked for, not with what was started. */
const ofUsage: ReadonlySet<string> = new Set(['TESTCONTAINERS_MISSING', 'COMPOSE_NOT_FOUND', 'MOUNT_NOT_FOUND', 'SERVICE_NOT_FOUND', 'PORT_NOT_PUBLISHED', 'CERTIFICATE_UNREADABLE', 'CERTIFICATE_UNUSABLE', 'TOKEN_REFUSED', 'TOKEN_UNUSABLE', 'TOKEN_COMMAND_FAILED']);

/** The exit code of a target that could not be opened. */
export function openingExit([{ code }]: readonly [Problem, ...Problem[]]): number {
  return ofUsage.has(code) ? exitUsage : exitError;
}

/** Starts the container that the settings name. */
export async function openContainer(settings: ContainerSettings, signal: AbortSignal, io: Io, listener: Listener): Promise<Result<RunningContainer>> {
  const { startContainer } = await import('../integrations/testcontainers/start-container.ts');
  return startContainer(containerIn(io.folder, settings), {
    folder: io.folder, guard: distScript('container-guard'), signal, listener, reaper: io.environment['TESTCONTAINERS_RYUK_DISABLED'] === 'false',
  });
}
