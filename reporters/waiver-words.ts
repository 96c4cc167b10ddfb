import { missingApproval, waiverTarget, type WaiverEntry, type WaiverStanding, type WaiverState } from '../model/waiver.ts';

/** A state in a word or two. */
export const stateWords: Readonly<Record<WaiverState, string>> = {
  'in-use': 'in use', undecided: 'undecided', elsewhere: 'elsewhere', stale: 'stale', expired: 'expired', unapproved: 'not approved',
};

/** What a waiver came to, in a sentence. */
export function standingSentence({ waiver, state, failing, undecided }: WaiverStanding): string {
  const fails = `${failing} requirement${failing === 1 ? '' : 's'}`;
  switch (state) {
    case 'in-use':
      return `${fails} that it covers ${failing === 1 ? 'fails and is' : 'fail and are'} let pass until ${waiver.expires}.`;
    case 'undecided':
      return `Nothing that it covers was seen to fail, and ${undecided} of it ${undecided === 1 ? 'was' : 'were'} not decided.`;
    case 'elsewhere':
      return 'It covers nothing that this profile asks for.';
    case 'stale':
      return 'Nothing that it covers fails any more: take it out.';
    case 'expired':
      return `It expired on ${waiver.expires}${failing > 0 ? `, and ${fails} that it covered ${failing === 1 ? 'counts' : 'count'} again` : ''}.`;
    case 'unapproved':
      return `Nobody has approved it: ${missingApproval(waiver).join(', ')} ${missingApproval(waiver).length === 1 ? 'is' : 'are'} not filled in${failing > 0 ? `, and ${fails} that it names ${failing === 1 ? 'counts' : 'count'}` : ''}.`;
  }
}

/** Who answers for it, and where more of it stands. */
export function answerable({ ticket, owner }: WaiverEntry): string {
  return [ticket, owner].filter((text) => text !== '').join(', ');
}

/** A waiver with what it came to, on one line. */
export function standingLine(standing: WaiverStanding): string {
  const who = answerable(standing.waiver);
  return `${waiverTarget(standing.waiver)}${who === '' ? '' : ` (${who})`}: ${standingSentence(standing)}`;
}
