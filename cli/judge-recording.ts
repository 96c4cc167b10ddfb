import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { systemClock } from '../engine/clock.ts';
import { judgeRecorded, planOfAnswers } from '../engine/judge-recorded.ts';
import { exitCodeFor } from '../engine/verdict.ts';
import { belongsTo } from '../integrations/recordings/belongs-to.ts';
import { readRecording } from '../integrations/recordings/read-recording.ts';
import { createSorter, type Sorter } from '../integrations/recordings/sorter.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Io } from './io.ts';
import { leaveReports, type Telling } from './leave-reports.ts';
import { redactorOf } from './open-target.ts';
import { prepare, type Prepared } from './prepare.ts';
import { printProblems } from './print-problems.ts';
import { readGiven } from './read-files.ts';
import { prepareFolder } from './report-folder.ts';
import { reproduce } from './reproduce.ts';
import { version } from './version.ts';

/** Traffic that is judged as it comes. */
export interface Traffic {
  /** What reports call it. */
  readonly name: string;
  readonly exchanges: AsyncIterable<Exchange>;
}

/** Judges the answers in a file, and sends nothing. Resolves with the exit code. */
export async function judgeRecording(file: string, configuration: Configuration, telling: Telling, io: Io): Promise<number> {
  const prepared = await prepare(configuration, { disposable: {}, actors: [] });
  if (!prepared.ok) return printProblems(prepared.problems, io);
  const bytes = await readGiven(file, 'recording', io);
  if (!bytes.ok) return printProblems(bytes.problems, io);
  const read = readRecording(bytes.value.toString('utf8'), file);
  if (!read.ok) return printProblems(read.problems, io);
  const { seen, unusable } = read.value;
  return judgeTraffic(prepared.value, telling, io, (sorter) => {
    for (const why of unusable) sorter.leaveOut(why);
    return { name: configuration.baseUrl ?? file, exchanges: exchangesOf(seen.flatMap((each) => sorter.exchangeOf(each) ?? [])) };
  });
}

/** Judges traffic by the description of a configuration, and leaves the reports. */
export async function judgeTraffic(prepared: Prepared, telling: Telling, io: Io, begin: (sorter: Sorter) => Traffic): Promise<number> {
  const { configuration, description, rules, law, schemas } = prepared;
  const folder = resolve(io.folder, configuration.output);
  const ready = await prepareFolder(folder, configuration.output);
  if (!ready.ok) return printProblems(ready.problems, io);
  const redactor = redactorOf(configuration);
  const sorter = createSorter(belongsTo(description, configuration.baseUrl), (exchange) => redactor.redactExchange(exchange));
  const { name, exchanges } = begin(sorter);
  const plan = planOfAnswers(prepared.plan, rules);
  const { title, version: edition, source, digest, bundledDigest, dialect } = description;
  const { profile, minResponseCoverage } = configuration;
  const events = judgeRecorded({
    plan, description, rules, profile, law, schemas, exchanges, notices: () => sorter.notices(), clock: systemClock, ...(minResponseCoverage !== undefined && { minResponseCoverage }),
    started: {
      runId: randomUUID(), suite: { name: 'calico-conformance', version, rulesetDigest: plan.rulesetDigest },
      description: { title, version: edition, source, digest, bundledDigest, dialect }, target: { kind: 'recording', baseUrl: name },
      permissions: ['read'], reproduce: reproduce(io.arguments, configuration.seed), node: io.node,
    },
  });
  return exitCodeFor(await leaveReports(events, folder, configuration, telling, io));
}

async function* exchangesOf(all: readonly Exchange[]): AsyncIterable<Exchange> {
  yield* all;
}
