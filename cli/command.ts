import type { FlagName, FlagValues } from './flags.ts';
import type { Io } from './io.ts';

/** One command: what its help says, and what it does. */
export interface Command {
  /** How it is used, one line each, without the program's name. */
  readonly usage: readonly string[];
  /** What it does, in a few sentences. */
  readonly about: string;
  /** Names of what stands beside the flags; all may be left out. */
  readonly operands: readonly { readonly name: string; readonly summary: string; readonly several?: true }[];
  readonly flags: readonly FlagName[];
  /** What to type, and what for. */
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  /** Resolves with the exit code. */
  act(call: Call, io: Io): Promise<number>;
}

/** A command line, taken apart. */
export interface Call {
  readonly operands: readonly string[];
  readonly flags: FlagValues;
}
