import type { CaseView } from '../../model/rule.ts';
import { controlTrouble } from '../control-trouble.ts';
import type { Ruling } from '../define-rule.ts';
import { pass } from '../define-rule.ts';

/** What a stranger got instead of a denial. */
export interface NotDenied {
  readonly operation: string;
  readonly credentials: string;
  readonly received: number;
  readonly control: number;
  readonly [name: string]: string | number;
}

/** How servers end a connection on which they miss a certificate. */
const hangsUp: ReadonlySet<string> = new Set(['certificate-required', 'tls', 'reset']);

/**
 * Whether bad credentials were denied on a request that the right ones were accepted for. Where the description
 * does not document 401, a 403 or a documented 404 keeps strangers out just as well.
 */
export function denialOf(view: CaseView, { forbiddenIsDenial }: { readonly forbiddenIsDenial: boolean }): Ruling<NotDenied> {
  const { answer, operation, case: { intent } } = view;
  const trouble = wasLetIn(view) ? undefined : controlTrouble(view);
  if (trouble !== undefined) return { blocked: trouble };
  // There is no challenge for a certificate: who wants to see one says so in the handshake, or with any 4xx.
  const byCertificate = intent.kind === 'unauthorised' && intent.byCertificate === true;
  if (byCertificate && answer.kind === 'failure' && hangsUp.has(answer.code)) return pass;
  if (byCertificate && answer.kind === 'response' && answer.status >= 400 && answer.status < 500 && answer.status !== 429) return pass;
  if (answer.kind === 'failure') return { error: answer.what };
  const { status } = answer;
  if (status === 429) return { blocked: 'Answered 429 until the retries were used up.' };
  const documents = (key: string): boolean => operation.responses.has(key);
  const denied = status === 401
    || (status === 403 && (forbiddenIsDenial || !documents('401')))
    || (status === 404 && !documents('401') && !documents('403') && documents('404'));
  if (denied) return pass;
  const control = view.control?.response.kind === 'response' ? view.control.response.status : 0;
  const credentials = intent.kind === 'unauthorised' ? intent.credentials : '';
  return { fail: { operation: operation.id, credentials, received: status, control } };
}

/** Who is let in without the right to proves the fault alone: a stranger may have deleted what the positive control asks for. */
export function wasLetIn({ answer }: CaseView): boolean {
  return answer.kind === 'response' && answer.status >= 200 && answer.status < 300;
}

/** What the right credentials got, in words; 0 is no answer at all. */
export function besideTheControl(control: number): string {
  return control === 0 ? '' : ` With the right credentials the same request got ${control}.`;
}

/** What was not denied, in words. */
export function explainNotDenied({ credentials, received, control }: NotDenied): string {
  const how = credentials === 'none' ? 'without credentials' : `with ${credentials} credentials`;
  return `Received ${received} ${how}; documented: security is required (401).${besideTheControl(control)}`;
}
