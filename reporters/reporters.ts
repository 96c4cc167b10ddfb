import { coverage } from './coverage.ts';
import { junit, junitRich } from './junit.ts';
import { ndjson } from './ndjson.ts';
import type { Reporter } from './reporter.ts';
import { summary } from './summary.ts';
import { terminal } from './terminal.ts';

/** All reporters by id. */
export const reporters = { terminal, junit, 'junit-rich': junitRich, summary, coverage, ndjson } as const satisfies Readonly<Record<string, Reporter>>;
