import type { CaseId } from '../model/case.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import type { Requirement, RequirementId } from '../model/requirement.ts';
import type { RunFinished } from '../model/run-event.ts';
import type { WireRequest } from '../model/target.ts';
import { responseFor } from '../spec/response-for.ts';
import { run, type RunInput } from '../engine/run.ts';
import type { HonestServer } from './honest-server.ts';
import { issueKey } from './model-server/issue.ts';
import { swiftClock } from './swift-clock.ts';

/** What a plan came to on the honest server: the ground on which every lie is judged. */
export interface Ground {
  readonly outcomes: ReadonlyMap<RequirementId, Outcome>;
  readonly finished: RunFinished;
  /** The cases and flows whose exchanges decided a requirement. */
  evidenceOf(requirement: Requirement): { readonly cases: readonly CaseId[]; readonly flows: readonly string[] };
  /** What the honest server said against the request of a case, by the keys of its issues. */
  issuesOf(caseId: CaseId): readonly string[];
  /** How a case was sent. */
  sentAs(caseId: CaseId): WireRequest | undefined;
  /** Whether an operation was ever answered with success. */
  succeeds(operationId: string): boolean;
  /** The first answer of an operation that a declared response documents. */
  answerTo(operationId: string, responseKey: string): Exchange | undefined;
}

/** Judges the honest server, and keeps what is needed to lie in its name. */
export async function findGround(input: Omit<RunInput, 'target' | 'clock'>, plan: Plan, honest: HonestServer): Promise<Ground> {
  const outcomes = new Map<RequirementId, Outcome>();
  const evidence = new Map<RequirementId, readonly string[]>();
  const origins = new Map<string, { readonly caseId?: CaseId; readonly flow?: string }>();
  const requests = new Map<CaseId, WireRequest>();
  const issues = new Map<CaseId, readonly string[]>();
  const answers = new Map<string, Exchange>();
  const successful = new Set<string>();
  const operations = new Map(input.description.operations.map((operation) => [operation.id, operation]));
  let finished: RunFinished | undefined;
  const target = await honest.open();
  try {
    for await (const event of run({ ...input, plan, target, clock: swiftClock() })) {
      if (event.event === 'exchange') keep(event.exchange);
      else if (event.event === 'judged') {
        outcomes.set(event.id, event.outcome);
        evidence.set(event.id, event.evidence);
      } else if (event.event === 'run-finished') finished = event;
    }
  } finally {
    await target.close();
  }
  if (!finished) throw new Error('The run of the honest server has no footer.');

  function keep(exchange: Exchange): void {
    const { id, caseId, step, operationId, response } = exchange;
    origins.set(id, { ...(caseId !== undefined && { caseId }), ...(step && { flow: step.flow }) });
    const operation = operationId === undefined ? undefined : operations.get(operationId);
    if (operation && response.kind === 'response' && exchange.request.method !== 'HEAD') {
      const key = `${operation.id} ${responseFor(operation, response.status)?.key ?? ''}`;
      if (!answers.has(key)) answers.set(key, exchange);
      if (response.status >= 200 && response.status < 300) successful.add(operation.id);
    }
    if (caseId === undefined) return;
    const request = wireOf(exchange, target.baseUrl);
    if (honest.model) issues.set(caseId, [...new Set(honest.model.issuesOf(request).map(issueKey))]);
    // What is huge is made again where it is needed, and compared by nobody.
    if ((request.body?.length ?? 0) < 100_000) requests.set(caseId, request);
  }

  return {
    outcomes, finished,
    evidenceOf({ id, cases }) {
      const found = (evidence.get(id) ?? []).flatMap((exchange) => origins.get(exchange) ?? []);
      const own = [...new Set([...cases, ...found.flatMap(({ caseId }) => caseId ?? []).slice(0, 4)])];
      // A flow takes longer than a case, and decides nothing more.
      return { cases: own, flows: own.length > 0 ? [] : [...new Set(found.flatMap(({ flow }) => flow ?? []).slice(0, 2))] };
    },
    issuesOf: (caseId) => issues.get(caseId) ?? [],
    sentAs: (caseId) => requests.get(caseId),
    succeeds: (operationId) => successful.has(operationId),
    answerTo: (operationId, responseKey) => answers.get(`${operationId} ${responseKey}`),
  };
}

function wireOf({ request }: Exchange, baseUrl: string): WireRequest {
  const { body } = request;
  return {
    method: request.method, path: request.url.slice(baseUrl.length), headers: request.headers,
    ...(body && { body: 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64') }),
  };
}
