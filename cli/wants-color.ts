import type { Io } from './io.ts';

/** Whether stdout gets colours: FORCE_COLOR says yes, NO_COLOR and `--no-color` say no, and otherwise a terminal does. */
export function wantsColor({ environment, stdout }: Pick<Io, 'environment' | 'stdout'>, refused: boolean): boolean {
  if (refused) return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stdout.isTerminal && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}
