import type { Configuration } from '../config/configuration.ts';
import { eventChannel } from '../engine/event-channel.ts';
import { startProxy } from '../integrations/recordings/start-proxy.ts';
import type { Sorter } from '../integrations/recordings/sorter.ts';
import type { Exchange } from '../model/exchange.ts';
import { exitError } from './exit-codes.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { judgeTraffic } from './judge-recording.ts';
import type { Telling } from './leave-reports.ts';
import { prepare } from './prepare.ts';
import { printProblems } from './print-problems.ts';

/** Where the proxy stands, and what is behind it. */
interface Post {
  readonly target: string;
  readonly host: string;
  readonly port: number;
}

/** Judges what passes until it is interrupted. Resolves with the exit code. */
export async function watchTraffic(configuration: Configuration, { target, host, port }: Post, telling: Telling, io: Io): Promise<number> {
  const prepared = await prepare(configuration, { disposable: {}, actors: [] });
  if (!prepared.ok) return printProblems(prepared.problems, io);
  const seen = eventChannel<Exchange>();
  let sorter: Sorter | undefined;
  const proxy = await startProxy({
    target, host, port, maxBodyBytes: configuration.maxBodyBytes,
    onSeen: (each) => {
      const exchange = sorter?.exchangeOf(each);
      if (exchange) seen.push(exchange);
    },
    onUnusable: (why) => sorter?.leaveOut(why),
  }).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (proxy instanceof Error) {
    printProblems([{ code: 'CANNOT_LISTEN', what: `Nothing can listen on ${host}:${port} (${proxy.code ?? proxy.message}).`, fix: 'Name another address with --listen; port 0 picks a free one.' }], io);
    return exitError;
  }
  const { signal, release } = interrupts(io, 'Ending: the reports are being written. Once more ends at once.');
  signal.addEventListener('abort', () => { void proxy.close().then(() => seen.end()); }, { once: true });
  try {
    const judged = judgeTraffic(prepared.value, telling, io, (own) => {
      sorter = own;
      return { name: target, exchanges: seen };
    });
    io.stdout.write(`Listening    ${proxy.url}\nForwarding   to ${target}\nCtrl-C ends it, and leaves the reports in ${configuration.output}.\n`);
    return await judged;
  } finally {
    release();
    await proxy.close();
  }
}
