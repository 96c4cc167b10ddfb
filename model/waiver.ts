/** Who lets what pass, why, and until when. One that nobody has approved yet has empty texts where the answers belong. */
export interface WaiverEntry {
  /** Id of a requirement; `*` stands for any text, but not for both rule and operation. */
  readonly requirement?: string;
  /** Id of a rule or a flow, in place of a requirement; written alike. */
  readonly rule?: string;
  readonly reason: string;
  readonly ticket: string;
  readonly owner: string;
  /** YYYY-MM-DD, the last day on which it holds. */
  readonly expires: string;
}

/** What became of a waiver in a run. */
export type WaiverState =
  /** Something that it covers fails, and it lets that pass. */
  | 'in-use'
  /** Nothing that it covers was seen to fail, but not all of it was decided. */
  | 'undecided'
  /** It covers nothing that this profile asks for. */
  | 'elsewhere'
  /** Nothing that it covers fails any more. */
  | 'stale'
  | 'expired'
  /** Reason, ticket, owner or day are not filled in. */
  | 'unapproved';

/** A waiver after a run, with how many of the requirements that it covers ended in which way. */
export interface WaiverStanding {
  readonly waiver: WaiverEntry;
  readonly state: WaiverState;
  readonly failing: number;
  readonly passing: number;
  readonly undecided: number;
}

const faulty: ReadonlySet<WaiverState> = new Set(['stale', 'expired', 'unapproved']);

/** Whether a waiver in this state keeps a run from being green. */
export function isFaulty({ state }: Pick<WaiverStanding, 'state'>): boolean {
  return faulty.has(state);
}

/** Characters by which a pattern has to say what it is about, before the first `*`. */
const leastNamed = 4;

/** Whether a waiver is about something: it names a rule or an operation, at least as it begins. One that covers whatever there is, nobody can answer for. */
export function isBounded({ requirement, rule }: Pick<WaiverEntry, 'requirement' | 'rule'>): boolean {
  const [ruleName = '', ...rest] = (requirement ?? rule ?? '').split('@');
  const operation = requirement === undefined ? '' : (rest.join('@').split('#')[0] ?? '');
  return [ruleName, operation].some((name) => (name.includes('*') ? name.indexOf('*') >= leastNamed : name !== ''));
}

/** What a waiver covers, as its file says it. */
export function waiverTarget({ requirement, rule }: WaiverEntry): string {
  return requirement ?? `rule ${rule ?? ''}`;
}

/** What an approval lacks. */
export function missingApproval({ reason, ticket, owner, expires }: WaiverEntry): readonly string[] {
  return Object.entries({ reason, ticket, owner, expires }).filter(([, text]) => text.trim() === '').map(([name]) => name);
}
