import { describe, expect, test } from 'vitest';
import type { Fault } from './fault.ts';
import { brokenBy } from './fault.ts';
import { faults } from './server.ts';
import { failedOf, whyHidden } from './ten-at-once.fixture.ts';
import { twoCompanies } from './told-together.fixture.ts';

const lies = Object.values(faults);
/** Of so many lies a run still takes the time of one; of more, few get along with each other. */
const most = 8;

/** Tests every second company of lies, beginning with the first or with the second: two files of tests run side by side. */
export function everySecondCompanyIsCaught(first: 0 | 1): void {
  const companies = twoCompanies(lies, most, getAlong);
  // What a lie breaks beside what it names might be hidden in both of its companies; some are therefore told alone as well.
  const alone = lies.filter((_, index) => index % 15 === 0).map((lie) => [lie]);
  describe.concurrent('a backend that', () => {
    for (const [index, company] of [...companies, ...alone].entries()) {
      if (index % 2 !== first) continue;
      test(`${company.map(({ lie }) => lie).join(', ')} is caught by what names it, and by nothing else`, { timeout: 240_000 }, async () => {
        expect([...await failedOf(company)].sort()).toEqual(company.flatMap(brokenBy).sort());
      });
    }
  });
}

/** Neither hides the other, and what both break could not be told apart. */
function getAlong(one: Fault, other: Fault): boolean {
  return whyHidden(one, other) === undefined && whyHidden(other, one) === undefined && !brokenBy(one).some((id) => brokenBy(other).includes(id));
}
