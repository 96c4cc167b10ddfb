import { collectRun } from './collected-run.ts';
import { pageOf } from './html/page.ts';
import type { Reporter } from './reporter.ts';

/** One page for a browser that needs nothing else: no network, no other file. */
export const html: Reporter = {
  id: 'html',
  summary: 'one page with everything, for a browser; needs no network and no other file',
  async *tell(events) {
    yield* pageOf(await collectRun(events));
  },
};
