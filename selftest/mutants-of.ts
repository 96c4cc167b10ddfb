import type { Requirement } from '../model/requirement.ts';
import type { Occasion } from './lies/lying.ts';
import { lies } from './lies/lies.ts';
import type { Proposal } from './mutant.ts';

/** The liars against one requirement; a reason where there can be none. */
export function* mutantsOf(requirement: Requirement, occasion: Occasion | undefined): Iterable<Proposal> {
  const against = Object.hasOwn(lies, requirement.rule) ? lies[requirement.rule] : undefined;
  const because = !occasion ? 'It is about no single operation.' : !against ? 'A flow of its own decides it, and nobody but its author knows which lie it must find.' : whyNot(requirement, occasion, against.makesOccasion === true);
  if (because !== undefined || !occasion || !against) {
    yield { because: because ?? '' };
    return;
  }
  for (const lying of against.propose(occasion)) yield 'because' in lying ? lying : { ...lying, requirement };
}

/** Only what an honest server passes can show that a liar does not. */
function whyNot({ id }: Requirement, { ground }: Occasion, makesOccasion: boolean): string | undefined {
  const outcome = ground.outcomes.get(id);
  switch (outcome?.kind) {
    case 'pass':
      return undefined;
    case 'fail':
      return 'An honest server fails it too (see the false alarms).';
    case 'not-applicable':
      return makesOccasion && outcome.because.startsWith('Its occasion') ? undefined : `Nothing can decide it: ${outcome.because}`;
    case 'not-run':
      return `The plan leaves it out: ${outcome.because}`;
    case 'blocked':
      return `The plan does not decide it on an honest server: ${outcome.because}`;
    case 'error':
      return `It could not be judged on an honest server: ${outcome.problem.what}`;
    case 'waived':
    case 'stale-waiver':
    case undefined:
      return 'The plan does not judge it.';
  }
}
