import { describe, expect, test } from 'vitest';
import type { Fault } from './fault.ts';
import { brokenBy } from './fault.ts';
import { hidingIn } from './hiding.fixture.ts';
import { judged, judgedBy } from './judged.fixture.ts';
import { faults } from './server.ts';
import type { Company } from './told-together.fixture.ts';
import { drawn, twoCompanies } from './told-together.fixture.ts';

const lies = Object.values(faults);
const whyHidden = hidingIn(judgedBy.description, judgedBy.flows);
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

/** Ten lies drawn at random: each that was found, that another one hides, and that is lost for no stated reason. */
export async function tenAtOnce(seed: number): Promise<{ readonly told: readonly string[]; readonly hidden: readonly string[]; readonly lost: readonly string[]; readonly unnamed: readonly string[] }> {
  const company = drawn(lies, 10, seed);
  const failed = await failedOf(company);
  const named = new Set(company.flatMap(brokenBy));
  const unseen = company.filter((lie) => !brokenBy(lie).every((id) => failed.includes(id)));
  const isHidden = (lie: Fault): boolean => company.some((other) => other !== lie && whyHidden(lie, other) !== undefined);
  const ids = (some: readonly Fault[]): readonly string[] => some.map(({ id }) => id);
  return { told: ids(company), hidden: ids(unseen.filter(isHidden)), lost: ids(unseen.filter((lie) => !isHidden(lie))), unnamed: failed.filter((id) => !named.has(id)) };
}

/** Neither hides the other, and what both break could not be told apart. */
function getAlong(one: Fault, other: Fault): boolean {
  return whyHidden(one, other) === undefined && whyHidden(other, one) === undefined && !brokenBy(one).some((id) => brokenBy(other).includes(id));
}

async function failedOf(company: Company): Promise<readonly string[]> {
  return (await judged({ fault: company.map(({ id }) => id) }, { timeoutMs: 15_000 })).failed;
}
