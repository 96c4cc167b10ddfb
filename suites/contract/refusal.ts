import type { Operation } from '../../model/description.ts';
import type { JsonPointer } from '../../model/json.ts';
import type { CaseView } from '../../model/rule.ts';
import type { Ruling } from '../define-rule.ts';
import { pass } from '../define-rule.ts';
import { controlTrouble } from '../control-trouble.ts';

/** What a request that should have been refused got instead. */
export interface NotRefused {
  readonly operation: string;
  readonly at: JsonPointer;
  readonly broken: string;
  readonly received: number;
  readonly control: number;
  readonly [name: string]: string | number;
}

/** Statuses that speak of something other than the request's data. */
const aboutSomethingElse: ReadonlySet<number> = new Set([401, 403, 404, 405]);

/**
 * Whether a broken request was refused as such. Its twin, which differs in the broken datum alone, must have been
 * accepted; then 401, 403, 404 and 405 are no refusal of the datum: the same resource was found, with the same
 * credentials and method. 404 is one where the datum is a path parameter, or where it is all that is documented.
 */
export function refusalOf(view: CaseView, broken: string): Ruling<NotRefused> {
  const { answer, operation, case: { intent } } = view;
  const trouble = controlTrouble(view);
  if (trouble !== undefined) return { blocked: trouble };
  if (answer.kind === 'failure') return { error: answer.what };
  const { status } = answer;
  if (status === 429) return { blocked: 'Answered 429 until the retries were used up.' };
  const refused = status >= 400 && status < 500 && !aboutSomethingElse.has(status);
  if (refused || (status === 404 && mayAnswerNotFound(operation, intent.at))) return pass;
  const control = view.control?.response.kind === 'response' ? view.control.response.status : 0;
  return { fail: { operation: operation.id, at: intent.at, broken, received: status, control } };
}

/** A refusal in words. */
export function explainNotRefused({ at, broken, received, control }: NotRefused): string {
  return `Received ${received} to a request that breaks ${broken} at ${at}; documented: a refusal (4xx). The same request without the fault got ${control}.`;
}

function mayAnswerNotFound(operation: Operation, at: JsonPointer): boolean {
  if (at.startsWith('/parameters/path/')) return true;
  const documentsRefusal = ['400', '422', '4XX', 'default'].some((key) => operation.responses.has(key));
  return operation.responses.has('404') && !documentsRefusal;
}
