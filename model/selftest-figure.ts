/** How much of what was planted a selftest found out, and which run it speaks of. */
export interface SelftestFigure {
  /** Lies that were told, those among them that the requirement that they violate found out, and those that only others did. */
  readonly tried: number;
  readonly killed: number;
  readonly byAnother: number;
  readonly survived: number;
  /** Found out by whichever requirement, in per cent. */
  readonly perCent: number;
  /** These lies are a sample of all that could be told. */
  readonly sampled?: true;
  readonly honest: 'reference' | 'model';
  readonly rulesetDigest: string;
  readonly descriptionDigest: string;
  readonly profile: string;
  /** SHA-256 of the file. */
  readonly sha256: string;
}
