import { brokenTogether, hidingIn } from './hiding.fixture.ts';
import type { Fault } from './fault.ts';
import { brokenBy } from './fault.ts';
import { judged, judgedBy } from './judged.fixture.ts';
import { faults } from './server.ts';
import type { Company } from './told-together.fixture.ts';
import { drawn } from './told-together.fixture.ts';

/** Why one lie is not found beside another; undefined where it has to be. */
export const whyHidden = hidingIn(judgedBy.description, judgedBy.flows);

/** Ten lies drawn at random: each that was found, that another one hides, and that is lost for no stated reason. */
export async function tenAtOnce(seed: number): Promise<{ readonly told: readonly string[]; readonly hidden: readonly string[]; readonly lost: readonly string[]; readonly unnamed: readonly string[] }> {
  const company = drawn(Object.values(faults), 10, seed);
  const failed = await failedOf(company);
  const named = new Set([...company.flatMap(brokenBy), ...brokenTogether(company)]);
  const unseen = company.filter((lie) => !brokenBy(lie).every((id) => failed.includes(id)));
  const isHidden = (lie: Fault): boolean => company.some((other) => other !== lie && whyHidden(lie, other) !== undefined);
  const ids = (some: readonly Fault[]): readonly string[] => some.map(({ id }) => id);
  return { told: ids(company), hidden: ids(unseen.filter(isHidden)), lost: ids(unseen.filter((lie) => !isHidden(lie))), unnamed: failed.filter((id) => !named.has(id)) };
}

/** What the whole suite finds broken of a backend that tells these lies. */
export async function failedOf(company: Company): Promise<readonly string[]> {
  return (await judged({ fault: company.map(({ id }) => id) }, { timeoutMs: 15_000 })).failed;
}
