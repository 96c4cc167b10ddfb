import { AssertionError } from 'node:assert';
import type { Exchange } from '../../model/exchange.ts';
import { disappointmentOf } from './expectation.ts';

/** The one branch that holds. None, or more than one, is a disappointment. */
export async function oneOf<Branch extends string>(
  branches: Readonly<Record<Branch, () => unknown>>, last: () => Exchange | undefined,
): Promise<Branch> {
  const held: Branch[] = [];
  const words: string[] = [];
  for (const name of Object.keys(branches) as Branch[]) {
    try {
      await branches[name]();
      held.push(name);
    } catch (thrown) {
      const found = disappointmentOf(thrown, last());
      if (!found) throw thrown;
      words.push(`${name}: ${found.message}`);
    }
  }
  const [only, ...more] = held;
  if (only !== undefined && more.length === 0) return only;
  const names = Object.keys(branches).join(', ');
  throw new AssertionError({
    message: only === undefined
      ? `Received none of the alternatives; documented: exactly one of ${names}. ${words.join(' ')}`
      : `Received ${held.join(' and ')} at once; documented: exactly one of ${names}.`,
    actual: held,
    expected: Object.keys(branches),
  });
}
