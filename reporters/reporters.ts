import { annotations } from './annotations.ts';
import { badge } from './badge.ts';
import { coverage } from './coverage.ts';
import { ctrf } from './ctrf.ts';
import { har } from './har.ts';
import { html } from './html.ts';
import { junit, junitRich } from './junit.ts';
import { ndjson } from './ndjson.ts';
import { overlay } from './overlay.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';
import { summary } from './summary.ts';
import { terminal } from './terminal.ts';

/** All reporters by id. */
export const reporters = {
  terminal, junit, 'junit-rich': junitRich, summary, html, coverage, overlay, ctrf, har, sarif, annotations, badge, ndjson,
} as const satisfies Readonly<Record<string, Reporter>>;
