import { prepareRun } from '../../cli/judge-in-process.ts';
import { lawContext } from '../../engine/law-context.ts';
import { createJudge } from '../../engine/judging/judge.ts';
import { requirementsIn } from '../../engine/requirements-in.ts';
import type { Exchange } from '../../model/exchange.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { operationFor } from '../../spec/operation-for.ts';
import { seenAnswer } from './seen-answer.ts';

/** By what answers are judged. */
export interface ApiSpecSettings {
  /** File or URL; without it, the Calico Enterprise contract. */
  readonly description?: string;
  /** What goes before the paths of the description, such as /v2. */
  readonly basePath?: string;
}

/** For `expect.extend`. */
export interface ApiSpecMatchers {
  /** Whether an answer of supertest, fetch or undici is as described. `request`, such as `GET /things`, says what a client does not say. */
  toSatisfyApiSpec(received: unknown, request?: string): Promise<{ readonly pass: boolean; readonly message: () => string }>;
}

/** Reads a description, and gives the matchers that judge single answers by it: status, headers, media type and body. */
export async function apiSpec({ description: source, basePath = '' }: ApiSpecSettings = {}): Promise<ApiSpecMatchers> {
  const { prepared: { description, plan, rules, law, schemas } } = await prepareRun({ app: () => undefined, profile: 'full', ...(source !== undefined && { description: source }) });
  const overAnswers = new Set(rules.flatMap(({ id, kind }) => (kind === 'response' ? [id] : [])));
  const base = basePath.replace(/\/+$/, '');
  return {
    async toSatisfyApiSpec(received, request) {
      const answer = await seenAnswer(received, request);
      const refused = (message: string) => ({ pass: false, message: () => message });
      if (answer === undefined) return refused('This is no answer of supertest, fetch or undici.');
      if (answer === 'unknown request') return refused("The answer does not say what was asked; say it: toSatisfyApiSpec('GET /things').");
      const { method, path, status, headers, body } = answer;
      const operation = path.startsWith(base) ? operationFor(description, method, path.slice(base.length))?.operation : undefined;
      if (!operation) return refused(`The description has no operation ${method} ${path}.`);
      const requirements = plan.requirements.of(operation.id).filter(({ rule, level }) => level === 'MUST' && overAnswers.has(rule));
      const judge = createJudge(description, requirementsIn(requirements), rules, lawContext(description, law), schemas);
      judge.open(operation, () => []);
      judge.answered({
        id: 'x1', operationId: operation.id, attempt: 1, startedAt: 0, durationMs: 0, request: { method, url: `http://localhost${path}`, headers: [] },
        response: { kind: 'response', status, headers, ...(body !== '' && { body: { text: body, bytes: Buffer.byteLength(body) } }) },
      } satisfies Exchange);
      const found = requirements.flatMap((requirement) => {
        const { outcome } = judge.decide(requirement);
        return outcome.kind === 'fail' ? outcome.findings.map(({ message, instance }) => `${message}${instance === undefined ? '' : ` In the body at ${instance}.`}\n  ${requirement.id}`) : [];
      });
      return found.length === 0
        ? { pass: true, message: () => `The answer to ${method} ${path} with status ${status} is as described, and was not to be.` }
        : refused(visibleText(`The answer to ${method} ${path} with status ${status} is not as described:\n${found.join('\n')}`));
    },
  };
}
