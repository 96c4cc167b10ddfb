import type { Configuration } from '../config/configuration.ts';
import { run } from '../engine/run.ts';
import { otherActors } from '../model/case.ts';
import type { RunEvent } from '../model/run-event.ts';
import { diagnose, diagnosisText } from './diagnosis.ts';
import { exitError } from './exit-codes.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { notOpened, openTarget } from './open-target.ts';
import { prepare } from './prepare.ts';
import { printProblems } from './print-problems.ts';
import { runInput } from './run-input.ts';
import { suppliesOf } from './supplies.ts';

/** A run of the baseline requests alone, read as a diagnosis. Exits with 0, 2 when something is missing, 4 when nothing answers. */
export async function examine(configuration: Configuration, io: Io): Promise<number> {
  const { signal, release } = interrupts(io, 'Stopping.');
  const opened = await openTarget(configuration, signal, io);
  try {
    if (!opened.ok) return notOpened(opened.problems, io);
    const supplies = await suppliesOf(configuration);
    const whole = await prepare(configuration, supplies);
    if (!whole.ok) return printProblems(whole.problems, io);
    const fuller = await prepare(configuration, { ...supplies, actors: otherActors });
    if (!fuller.ok) return printProblems(fuller.problems, io);
    const probe = await prepare(harmless(configuration), { disposable: {}, actors: [] });
    if (!probe.ok) return printProblems(probe.problems, io);
    const events: RunEvent[] = [];
    for await (const event of run(runInput(probe.value, opened.value, signal, io))) {
      if (event.event !== 'exchange') events.push(event);
      else if (event.exchange.response.kind === 'response') events.push({ ...event, exchange: { ...event.exchange, response: { ...event.exchange.response, headers: [] } } });
    }
    const diagnosis = diagnose(whole.value, fuller.value, opened.value.credentials, events, new Date());
    io.stdout.write(diagnosisText(diagnosis));
    if (!diagnosis.reachable) return exitError;
    return diagnosis.advice.length === 0 ? 0 : 2;
  } finally {
    if (opened.ok) await opened.value.close();
    release();
  }
}

/** The settings of a run that sends one safe request for each operation, and nothing else. */
function harmless(configuration: Configuration): Configuration {
  return {
    ...configuration, permissions: ['read'], risks: [], disposable: {},
    profile: { ...configuration.profile, operations: 'read', flows: 'none' },
    include: ['rule:success-documented'], exclude: [],
  };
}
