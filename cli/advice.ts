/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  readonly well: boolean;
  readonly says: string;
}

/** Something that is missing, what it keeps undecided, and the lines that would help. */
export interface Advice {
  readonly missing: string;
  readonly requirements: number;
  /** Lines of the configuration. */
  readonly lines: readonly string[];
}
