/** Hands what several workers say to one reader, in the order in which it was said. */
export interface EventChannel<T> extends AsyncIterable<T> {
  push(event: T): void;
  /** Nothing more will come. */
  end(): void;
  /** The reader gets this error after what was said before. */
  fail(error: unknown): void;
}

/** A channel with one reader. */
export function eventChannel<T>(): EventChannel<T> {
  const queue: T[] = [];
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  let wake: (() => void) | undefined;
  const stir = (): void => {
    wake?.();
    wake = undefined;
  };
  return {
    push(event) {
      queue.push(event);
      stir();
    },
    end() {
      ended = true;
      stir();
    },
    fail(error) {
      failure = { error };
      stir();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const batch = queue.splice(0);
        yield* batch;
        if (queue.length > 0) continue;
        if (failure) throw failure.error;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
