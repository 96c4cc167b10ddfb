/** Hands what several workers say to one reader, in the order in which it was said. */
export interface EventChannel<T> extends AsyncIterable<T> {
  push(event: T): void;
  /** Nothing more will come. */
  end(): void;
  /** The reader gets this error after what was said before. */
  fail(error: unknown): void;
  /** Who has much to say at once waits for this now and then: all was read that was said so far, or nobody reads any more. */
  taken(): Promise<void>;
}

/** What was read is forgotten after so many. */
const mostRead = 1_000;

/** A channel with one reader. */
export function eventChannel<T>(): EventChannel<T> {
  let queue: T[] = [];
  let at = 0;
  let ended = false;
  let left = false;
  let failure: { readonly error: unknown } | undefined;
  let waiting: { readonly resolve: (result: IteratorResult<T, undefined>) => void; readonly reject: (error: unknown) => void } | undefined;
  let emptied: (() => void) | undefined;
  let whenEmptied: Promise<void> | undefined;
  const empty = (): void => {
    queue = [];
    at = 0;
    emptied?.();
    emptied = whenEmptied = undefined;
  };
  const settle = (): void => {
    if (!waiting) return;
    const { resolve, reject } = waiting;
    waiting = undefined;
    if (failure) reject(failure.error);
    else resolve({ done: true, value: undefined });
  };
  // By hand, and no generator: each event would be waited for several times.
  const reader: AsyncIterableIterator<T, undefined> = {
    [Symbol.asyncIterator]: () => reader,
    next() {
      if (at === mostRead) {
        queue = queue.slice(at);
        at = 0;
      }
      if (at < queue.length) return Promise.resolve({ done: false, value: queue[at++] as T });
      empty();
      if (failure) return Promise.reject(failure.error as Error);
      if (ended || left) return Promise.resolve({ done: true, value: undefined });
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
      });
    },
    return() {
      left = true;
      empty();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  return {
    push(event) {
      if (left) return;
      if (waiting) {
        const { resolve } = waiting;
        waiting = undefined;
        resolve({ done: false, value: event });
      } else {
        queue.push(event);
      }
    },
    end() {
      ended = true;
      settle();
    },
    fail(error) {
      failure = { error };
      settle();
    },
    taken() {
      if (left || at >= queue.length) return Promise.resolve();
      return (whenEmptied ??= new Promise((resolve) => {
        emptied = resolve;
      }));
    },
    [Symbol.asyncIterator]: () => reader,
  };
}
