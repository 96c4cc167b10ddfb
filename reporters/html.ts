import { pageOf } from './html/page.ts';
import { wholeRunReporter } from './reporter.ts';

/** One page for a browser that needs nothing else: no network, no other file. */
export const html = wholeRunReporter('html', 'one page with everything, for a browser; needs no network and no other file', pageOf);
