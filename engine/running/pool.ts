/** Does the work of many items, so many at a time; items are taken one by one, so a lazy list stays lazy. */
export async function inParallel<T>(items: Iterable<T>, workers: number, work: (item: T) => Promise<void>): Promise<void> {
  const source = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = source.next(); !next.done; next = source.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, worker));
}
