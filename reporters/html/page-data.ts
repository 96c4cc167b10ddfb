import type { OutcomeKind } from '../../model/outcome.ts';
import type { Level } from '../../model/requirement.ts';
import type { OutcomeWord } from './outcome-words.ts';

/** What the page holds for its script. Texts that many requirements share stand once, in `clauses` and `reasons`. */
export interface PageData {
  readonly outcomes: readonly OutcomeWord[];
  readonly exchanges: readonly (readonly [string, ExchangeText])[];
  readonly rows: readonly RowText[];
  readonly clauses: readonly ClauseText[];
  readonly reasons: readonly string[];
}

export interface ClauseText {
  readonly title: string;
  /** Only where it can be followed. */
  readonly url?: string;
}

/** A requirement and how it ended, in words. */
export interface RowText {
  readonly id: string;
  readonly rule: string;
  readonly suite: string;
  readonly level: Level;
  readonly statement: string;
  /** Index of its clause. */
  readonly clause: number;
  readonly provenance: string;
  readonly operation?: string;
  readonly place?: string;
  /** It cannot keep the verdict from CONFORMANT. */
  readonly free?: true;
  readonly kind: OutcomeKind;
  /** Index of the reason why it ended so. */
  readonly reason?: number;
  readonly findings?: readonly FindingText[];
  /** Findings that there are beside those. */
  readonly more?: string;
  readonly blame?: string;
  readonly waiver?: string;
  /** Exchange ids. */
  readonly evidence: readonly string[];
}

export interface FindingText {
  readonly message: string;
  readonly instance?: string;
  readonly place?: string;
}

/** An exchange as the page shows it. */
export interface ExchangeText {
  readonly purpose: string;
  readonly curl: string;
  readonly twin?: readonly TwinLine[];
  readonly request: string;
  readonly answer: string;
  /** What the container logged meanwhile. */
  readonly log?: string;
}

/** One line of what tells a request from its positive control. */
export interface TwinLine {
  readonly line: string;
  readonly side: 'control' | 'own';
}
