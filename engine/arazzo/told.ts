import { AssertionError } from 'node:assert';
import { StepFailed } from './walk.ts';

/** A step that failed, as the step engine has it of every flow. */
export async function told<T>(go: () => Promise<T>): Promise<T> {
  try {
    return await go();
  } catch (thrown) {
    if (!(thrown instanceof StepFailed)) throw thrown;
    const { received, documented, message } = thrown.facts;
    throw new AssertionError({ message, actual: received, expected: documented });
  }
}
