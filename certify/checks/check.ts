import type { Decision } from '../../engine/judging/judge.ts';
import type { Description } from '../../model/description.ts';
import type { Plan } from '../../model/plan.ts';
import type { Profile } from '../../model/profile.ts';
import type { Challenge } from '../challenge.ts';
import type { DerivedFile, OpenBundle } from '../bundle.ts';
import type { Envelope } from '../dsse.ts';
import type { Policy } from '../policy.ts';
import type { ReadFiles } from '../statement.ts';
import type { Signer, TrustedKey } from '../trust.ts';

/** What the files of a bundle come to when everything is made and judged again by this version of the suite. */
export interface Again {
  readonly description: Description;
  readonly profile: Profile;
  readonly plan: Plan;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly derived: Readonly<Record<DerivedFile, Buffer>>;
  /** Version of the suite that did it. */
  readonly version: string;
  /** Digest of the built-in contract. */
  readonly builtIn: string;
}

/** An envelope, and whose signature it bears, where somebody who is trusted has signed. */
export interface Signed {
  readonly envelope: Envelope;
  readonly signer: Signer | undefined;
}

/** Requirements that were asked of the target again. */
export interface Rerun {
  readonly asked: readonly string[];
  /** What is not as it was, in sentences. */
  readonly differences: readonly string[];
}

/** A bundle on the table, with all that is known about it. */
export interface Examined {
  readonly bundle: OpenBundle;
  readonly read: ReadFiles;
  readonly again: Again;
  readonly envelope: Envelope | undefined;
  /** The bytes of it, which a certificate is about. */
  readonly envelopeText: string | undefined;
  readonly certificate: Signed | undefined;
  readonly statusList: Signed | undefined;
  /** What became of requirements that were asked of the target again. */
  readonly rerun: Rerun | undefined;
  /** An earlier run of the same, witnessed on another day, is verified too. */
  readonly repeated: boolean;
  /** Whose signature it is, where somebody who is trusted has signed. */
  readonly signer: Signer | undefined;
  /** Why a Sigstore signature is nobody's who is trusted. */
  readonly unsigned: string | undefined;
  readonly trusted: readonly TrustedKey[];
  readonly challenge: Challenge | undefined;
  readonly policy: Policy;
  readonly now: Date;
}

/** One thing that has to be true of a bundle. It says in words what is not. */
export interface Check {
  /** What holds when nothing is said. */
  readonly promise: string;
  /** Where it has nothing to look at: why. Then it neither holds nor fails. */
  leftOut?(examined: Examined): string | undefined;
  look(examined: Examined): Iterable<string>;
}
