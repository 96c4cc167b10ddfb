import type { CaseId, SentCase } from '../../model/case.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Requirements } from '../../model/plan.ts';
import type { Requirement, RequirementId } from '../../model/requirement.ts';
import type { ResponseRule } from '../../model/rule.ts';
import { createShelf } from '../shelf.ts';
import { emptyTally, type Tally } from './tally.ts';

/** All that a judge knows of one operation. */
export interface Bench {
  /** Its requirements that every answer is held against. */
  readonly overAnswers: readonly { readonly requirement: Requirement; readonly rule: ResponseRule }[];
  readonly wanted: ReadonlySet<RequirementId>;
  readonly tallies: Map<RequirementId, Tally>;
  /** Answers to requests of the operation, and how many of them were successes. */
  answers: number;
  successes: number;
  /** As long as cases are coming. */
  cases: CasesUnderway | undefined;
}

/** What the cases of an operation wait for. */
export interface CasesUnderway {
  readonly controls: ReadonlySet<CaseId>;
  readonly answeredControls: Map<CaseId, Exchange>;
  /** Controls that will never be answered. */
  readonly lostControls: Set<CaseId>;
  readonly waiting: Settled[];
  /** Cases that prove something only if their control is accepted still. */
  doubtful: Settled[];
}

/** A case and the exchange it ended with. */
export interface Settled {
  readonly sent: SentCase;
  readonly exchange: Exchange;
}

/** Cases come operation by operation, so those that answers are coming for stand open, and the others lie packed. */
const mostOpen = 256;

/** The benches of one judge. */
export interface Benches {
  /** The bench of an operation; made when it is first asked for. Another operation's may send it into its packing, so it is asked for each time. */
  of(operationId: string): Bench;
}

/** Benches over these requirements. */
export function createBenches(requirements: Requirements, rules: ReadonlyMap<string, ResponseRule>): Benches {
  const lawOf = (operationId: string): Pick<Bench, 'overAnswers' | 'wanted'> => {
    const own = requirements.of(operationId);
    return {
      wanted: new Set(own.map(({ id }) => id)),
      overAnswers: own.flatMap((requirement) => {
        const rule = rules.get(requirement.rule);
        return rule ? [{ requirement, rule }] : [];
      }),
    };
  };
  const shelf = createShelf<Bench>(mostOpen, { changes: true, packing: {
    pack: ({ tallies, answers, successes, cases }) => ({
      tallies: [...tallies], answers, successes,
      cases: cases && { ...cases, controls: [...cases.controls], answeredControls: [...cases.answeredControls], lostControls: [...cases.lostControls] },
    }),
    unpack: (packed, operationId) => {
      const { tallies, answers, successes, cases } = packed as PackedBench;
      return {
        ...lawOf(operationId), answers, successes,
        tallies: new Map(tallies.map(([id, tally]) => [id, { ...emptyTally(), ...tally }])),
        cases: cases && { ...cases, controls: new Set(cases.controls), answeredControls: new Map(cases.answeredControls), lostControls: new Set(cases.lostControls) },
      };
    },
  } });
  return {
    of(operationId) {
      const known = shelf.get(operationId);
      if (known) return known;
      const bench: Bench = { ...lawOf(operationId), tallies: new Map(), answers: 0, successes: 0, cases: undefined };
      shelf.put(operationId, bench);
      return bench;
    },
  };
}

interface PackedBench extends Pick<Bench, 'answers' | 'successes'> {
  readonly tallies: readonly (readonly [RequirementId, Partial<Tally>])[];
  readonly cases?: Omit<CasesUnderway, 'controls' | 'answeredControls' | 'lostControls'> & {
    readonly controls: readonly CaseId[];
    readonly answeredControls: readonly (readonly [CaseId, Exchange])[];
    readonly lostControls: readonly CaseId[];
  };
}
