import { appendFileSync } from 'node:fs';

/** Notes that a test was left out on this machine, and why; the end of `npm test` lists all of them, and CI allows none. */
export function leftOut(reason: string): void {
  const file = process.env['CONFORMANCE_LEFT_OUT'];
  if (file !== undefined) appendFileSync(file, `${reason}\n`);
}
