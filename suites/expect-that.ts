import { AssertionError } from 'node:assert';

/** Holds, or throws what was received against what is documented. Both are phrases without a full stop. */
export function expectThat(holds: boolean, received: string, documented: string): asserts holds {
  if (holds) return;
  throw new AssertionError({ message: `Received ${received}; documented ${documented}.`, actual: received, expected: documented });
}
