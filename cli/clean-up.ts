import type { Configuration } from '../config/configuration.ts';
import { systemClock } from '../engine/clock.ts';
import type { Left } from '../engine/ledger/open-things.ts';
import { takeAway } from '../engine/ledger/take-away.ts';
import { createAuthorisedSender } from '../engine/sending/authorised-sender.ts';
import { createSender } from '../engine/sending/sender.ts';
import type { RunStarted } from '../model/run-event.ts';
import { readBuiltIn } from '../spec/calico-enterprise.ts';
import { readDescription } from '../spec/read-description.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { notOpened, openTarget } from './open-target.ts';
import { printProblems } from './print-problems.ts';
import { wrapped } from './wrapped.ts';

/** Takes away what a run has left, and says what became of each thing. */
export async function cleanUp(configuration: Configuration, { target: then }: RunStarted, left: readonly Left[], io: Io): Promise<number> {
  if (configuration.baseUrl !== then.baseUrl) {
    return printProblems([{ code: 'ANOTHER_TARGET', what: `That run was on ${then.baseUrl}, and this would delete on ${configuration.baseUrl ?? 'none'}.`, fix: `Give --base-url ${then.baseUrl}` }], io);
  }
  const read = configuration.description === undefined ? await readBuiltIn({}) : await readDescription(configuration.description, { safeOperations: configuration.safeOperations, overlays: configuration.overlays });
  if (!read.ok) return printProblems(read.problems, io);
  const { signal, release } = interrupts(io, 'Interrupted: the rest is left. Once more ends at once.');
  const opened = await openTarget(configuration, signal, io);
  try {
    if (!opened.ok) return notOpened(opened.problems, io);
    const sender = createSender({ target: opened.value.target, clock: systemClock, signal, redact: (exchange) => exchange, onExchange: () => undefined, ...(configuration.requestsPerSecond !== undefined && { rate: configuration.requestsPerSecond }) });
    const authorised = createAuthorisedSender(read.value, sender, opened.value.keyring, (problem) => { printProblems([problem], io); });
    let remaining = 0;
    for (const thing of left) {
      const because = signal.aborted ? 'Interrupted before it was its turn.' : await takeAway(thing, { description: read.value, sender: authorised });
      if (because !== undefined) remaining++;
      for (const line of wrapped(because === undefined ? `gone  ${thing.removal?.path ?? ''}` : `left  ${because}`, 78)) io.stdout.write(`${line}\n`);
    }
    io.stdout.write(`${left.length - remaining} of ${left.length} taken away.${remaining > 0 ? ' What is left is for you to look at.' : ''}\n`);
    return remaining === 0 ? 0 : 1;
  } finally {
    if (opened.ok) await opened.value.close();
    release();
  }
}
