import type { CollectedRun, JudgedRequirement } from '../collected-run.ts';
import { embeddedJson } from './embedded-json.ts';
import { exchangeText } from './exchange-view.ts';
import type { PageData } from './page-data.ts';

/** Characters of all exchanges in the page; what came later stands in the record alone. */
const mostEvidence = 16 * 1024 * 1024;
/** Characters of those that nobody asks about. */
const mostPassed = 6 * 1024 * 1024;
/** Characters of a request or an answer that nobody asks about, because everything about it passed. */
const longestPassed = 1_500;

/** The exchanges that decided these requirements, as JSON, in the order in which the requirements need them. */
export function* pageExchanges(run: CollectedRun, rows: readonly JudgedRequirement[]): Iterable<string> {
  const told = new Set<string>();
  let size = 0;
  let sizeOfPassed = 0;
  for (const { outcome, evidence } of rows) {
    const passed = outcome.kind === 'pass' || outcome.kind === 'not-applicable';
    for (const id of evidence) {
      if (told.has(id) || size > mostEvidence || (passed && sizeOfPassed > mostPassed)) continue;
      told.add(id);
      const exchange = exchangeText(run, id, passed ? longestPassed : undefined);
      if (!exchange) continue;
      const text = embeddedJson([id, exchange] satisfies PageData['exchanges'][number]);
      size += text.length;
      if (passed) sizeOfPassed += text.length;
      yield text;
    }
  }
}
