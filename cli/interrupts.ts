import { exitError } from './exit-codes.ts';
import type { Io } from './io.ts';

/** Aborts at the first SIGINT or SIGTERM, so that the reports are finished; at the second the process ends. */
export function interrupts(io: Io, said = 'Interrupted: finishing the reports. Once more ends at once.'): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const release = io.onInterrupt(() => {
    if (controller.signal.aborted) io.exit(exitError);
    io.stderr.write(`${said}\n`);
    controller.abort();
  });
  return { signal: controller.signal, release };
}
