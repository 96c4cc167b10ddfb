import type { Exchange } from '../model/exchange.ts';
import type { Finding, Outcome } from '../model/outcome.ts';
import type { Requirement } from '../model/requirement.ts';
import type { RunEvent, RunFinished } from '../model/run-event.ts';
import type { Reporter, TellOptions } from './reporter.ts';

/** A requirement; what a test says nothing of is plain. */
export function requirementOf(id: string, rest: Partial<Requirement> = {}): Requirement {
  return {
    id, rule: 'body-schema', suite: 'contract', level: 'MUST', statement: 'The body is as documented.', clause: { title: 'OpenAPI 3.1.1 Schema Object', url: 'https://spec.openapis.org/oas/v3.1.1#schema-object' },
    provenance: 'documented', operationId: 'getUser', tag: 'Users', at: `/responses/200/${id}`, cases: [], conditional: false, ...rest,
  };
}

/** A finding that rests on the exchange x1. */
export function findingOf(message: string, rest: Partial<Finding> = {}): Finding {
  return { facts: {}, message, cluster: message, evidence: ['x1'], ...rest };
}

/** An exchange with the id x1. */
export function exchangeOf(rest: { readonly request?: Partial<Exchange['request']>; readonly response?: Exchange['response']; readonly id?: string } = {}): Exchange {
  return {
    id: rest.id ?? 'x1', caseId: 'getUser/baseline', operationId: 'getUser', attempt: 1, startedAt: 1, durationMs: 12.345,
    request: { method: 'GET', url: 'http://127.0.0.1:8080/users/1', headers: [['host', '127.0.0.1:8080'], ['accept', 'application/json'], ['Authorization', 'Bearer redacted-12345678']], ...rest.request },
    response: rest.response ?? { kind: 'response', status: 200, headers: [['content-type', 'application/json']], body: { text: '{"a":1}', bytes: 7 } },
  };
}

/** A row of a run: a requirement and how it ended. */
export interface Row {
  readonly requirement: Requirement;
  readonly outcome: Outcome;
  readonly binding?: boolean;
  readonly evidence?: readonly string[];
}

/** The events of a run with these rows. Without a footer it is cut off. */
export function eventsOf(rows: readonly Row[], { exchanges = [exchangeOf()], footer = true, finished = {} }: { readonly exchanges?: readonly Exchange[]; readonly footer?: boolean; readonly finished?: Partial<RunFinished> } = {}): readonly RunEvent[] {
  const none = { pass: 0, fail: 0, error: 0, blocked: 0, 'not-run': 0, 'not-applicable': 0, waived: 0, 'stale-waiver': 0 };
  const failed = rows.some(({ outcome }) => outcome.kind === 'fail');
  return [
    {
      event: 'run-started', format: 1, runId: 'r', suite: { name: 'calico-conformance', version: '0.1.0', rulesetDigest: 'd' }, description: { title: 'Users', version: '1.0', source: 'openapi.yaml', digest: 'd', bundledDigest: 'd' },
      target: { kind: 'url', baseUrl: 'http://127.0.0.1:8080' }, profile: 'full', profileVersion: 1, profileDigest: 'd', law: { formats: 'assert', undeclaredProperties: 'off' }, binding: ['documented'], permissions: ['read'], switches: [], planDigest: 'd', seed: 1,
      reproduce: 'calico-conformance --base-url http://127.0.0.1:8080', startedAt: '2026-11-23T10:11:12.345Z', node: 'v20.19.0',
    },
    ...rows.map(({ requirement }): RunEvent => ({ event: 'requirement-planned', requirement })),
    { event: 'planned', requirements: rows.length, cases: rows.length, captures: [] },
    ...exchanges.map((exchange): RunEvent => ({ event: 'exchange', exchange })),
    ...rows.map(({ requirement, outcome, binding = requirement.level === 'MUST', evidence = ['x1'] }): RunEvent => ({ event: 'judged', id: requirement.id, outcome, binding, evidence, durationMs: 12.345 })),
    ...(footer ? [{
      event: 'run-finished', verdict: failed ? 'NON_CONFORMANT' : 'CONFORMANT', because: failed ? '1 requirement that must hold does not.' : 'All of it holds.', exitCode: failed ? 1 : 0,
      counts: { MUST: none, SHOULD: none, MAY: none }, exchanges: exchanges.length, interrupted: false, finishedAt: '2026-11-23T10:11:13.000Z', durationMs: 655, ...finished,
    } as const] : []),
  ];
}

/** A failing row. */
export function failing(id: string, first: Finding, ...more: readonly Finding[]): Row {
  return { requirement: requirementOf(id), outcome: { kind: 'fail', findings: [first, ...more], sites: 1 + more.length } };
}

/** All that a reporter says of a run. */
export async function told(reporter: Reporter, events: readonly RunEvent[], options?: TellOptions): Promise<string> {
  let text = '';
  for await (const chunk of reporter.tell(stream(events), options)) text += chunk;
  return text;
}

async function* stream(events: readonly RunEvent[]): AsyncIterable<RunEvent> {
  yield* events;
}

/** Everything that has broken a report somewhere: control characters, half characters, ends of sections, markup, very long texts. */
export const hostileTexts: readonly string[] = [
  Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('x'), '\u007f\u0080\u009b31m\u0085', '\ud800 and \udfff', '\ufffe\uffff\ufeff', ']]>', '<![CDATA[x]]>', '<script>alert(1)</script>', '&amp;&#0;&lt;',
  '\u001b[31mred\u001b[0m\u001b]8;;http://evil\u0007', '"\'`$(rm -rf /)`', '| a | b |\n|---|\n```', '\u202eevil\u2066', 'é中😀👩‍👩‍👧', 'a'.repeat(100_000), '-->', '%s%n', '\r\n\r\n', '{{7*7}}', '::error::x', '@everyone #1',
];
