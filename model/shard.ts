/** Which one of several runs that share a plan. */
export interface Shard {
  /** Counted from one. */
  readonly index: number;
  readonly of: number;
}

/** What one of them judges; it sends nothing else but what finds values for it. */
export interface Share extends Shard {
  readonly operations: readonly string[];
  readonly flows: readonly string[];
}
