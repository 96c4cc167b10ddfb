import type { Flow } from '../../model/flow.ts';
import type { RunStarted } from '../../model/run-event.ts';

/** What a run has to say of code that is not ours; nothing where there is none. */
export function codeIn(flows: readonly Flow[]): Pick<RunStarted, 'code'> {
  const code = flows.flatMap(({ id, code: files }) => (files ? [{ flow: id, files }] : []));
  return code.length > 0 ? { code } : {};
}
