/** What an iterable gives, which is asked only once for each, by however many readers. */
export function replayed<T>(source: Iterable<T>): Iterable<T> {
  const taken: T[] = [];
  let rest: Iterator<T> | undefined;
  return {
    *[Symbol.iterator]() {
      for (let index = 0; ; index++) {
        if (index === taken.length) {
          rest ??= source[Symbol.iterator]();
          const next = rest.next();
          if (next.done === true) return;
          taken.push(next.value);
        }
        yield taken[index] as T;
      }
    },
  };
}
