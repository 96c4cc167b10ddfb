import type { JsonPointer } from '../model/json.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { CollectedRun } from './collected-run.ts';
import { collectRun } from './collected-run.ts';

/** How a run is told. What a reporter has no use for it ignores. */
export interface TellOptions {
  /** Findings and verdict only. */
  readonly quiet?: boolean;
  /** ANSI colours. */
  readonly color?: boolean;
  /** Width of the terminal. */
  readonly columns?: number;
  /** Say how far the run is, on a line that is written over. */
  readonly progress?: boolean;
  /** Folder in which the other reports are found, as the user named it. */
  readonly folder?: string;
  /** File in which the traffic is found, as the user named it, where it was to be kept. */
  readonly traffic?: string | undefined;
  /** The line of the description's file, counted from one, where a place of the bundled document stands. */
  readonly lineOf?: (place: JsonPointer) => number | undefined;
}

/** Turns a run into text. It opens no file, reads no clock and writes to no stream. */
export interface Reporter {
  readonly id: string;
  readonly summary: string;
  tell(events: AsyncIterable<RunEvent>, options?: TellOptions): AsyncIterable<string>;
}

/** A reporter that sees a run as a whole. Several of them can tell one that was collected once. */
export interface WholeRunReporter extends Reporter {
  of(run: CollectedRun, options?: TellOptions): Iterable<string>;
}

/** A reporter that collects all events first. */
export function wholeRunReporter(id: string, summary: string, of: (run: CollectedRun, options: TellOptions) => Iterable<string>): WholeRunReporter {
  return {
    id, summary,
    of: (run, options = {}) => of(run, options),
    async *tell(events, options = {}) {
      yield* of(await collectRun(events), options);
    },
  };
}
