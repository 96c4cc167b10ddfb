import type { RunEvent } from '../../model/run-event.ts';
import { eventsOf, exchangeOf, findingOf, requirementOf } from '../events.fixture.ts';
import type { Row } from '../events.fixture.ts';

/** A run with an outcome of every kind, that says this text wherever a target, a description or a partner can say anything. */
export function runSaying(text: string): readonly RunEvent[] {
  const waiver = { requirement: text, reason: text, ticket: text, owner: text, expires: text };
  const finding = findingOf(text, { instance: `/${text}`, place: text, cluster: text, evidence: ['x2', 'x1'] });
  const said = (id: string): Row['requirement'] => requirementOf(`${id}@${text}`, {
    rule: text, statement: text, clause: { title: text, url: text }, operationId: text, tag: text, at: text, place: text,
  });
  const rows: readonly Row[] = [
    { requirement: said('fail'), outcome: { kind: 'fail', findings: [finding], sites: 3 }, evidence: ['x2', 'x1'] },
    { requirement: said('pass'), outcome: { kind: 'pass' } },
    { requirement: said('error'), outcome: { kind: 'error', problem: { code: text, what: text, fix: text } } },
    { requirement: said('blocked'), outcome: { kind: 'blocked', because: text } },
    { requirement: said('not-run'), outcome: { kind: 'not-run', because: text } },
    { requirement: said('not-applicable'), outcome: { kind: 'not-applicable', because: text } },
    { requirement: said('waived'), outcome: { kind: 'waived', findings: [finding], sites: 1, waiver } },
    { requirement: said('stale-waiver'), outcome: { kind: 'stale-waiver', waiver }, evidence: ['x77'] },
  ];
  const exchanges = ['plain', text].map((said, index) => exchangeOf({
    id: `x${index + 1}`, request: { method: 'POST', headers: [['x-said', said]], body: { text: said, bytes: said.length } },
    response: { kind: 'response', status: 200, headers: [[text, text]], body: { text, bytes: text.length } },
  }));
  const none = { seen: 0, total: 0 };
  const settled: readonly RunEvent[] = ['own', 'control'].map((id, index) => ({
    event: 'case-settled', exchange: `x${2 - index}`,
    case: { id: `${text}/${id}`, operationId: text, strategy: text, intent: { kind: 'invalid', keyword: text, at: text }, ...(id === 'own' && { control: `${text}/control` }) },
  }));
  const notes: readonly RunEvent[] = [
    { event: 'notice', notice: { code: text, what: text } }, { event: 'problem', problem: { code: text, what: text, fix: text } },
    { event: 'response-coverage', coverage: {
      seen: 0, total: 1, kinds: { status: none, 'media-type': none, header: none, property: none, branch: none, 'enum-member': { seen: 0, total: 1 } },
      operations: [{ operationId: text, operation: text, answers: 1, seen: 0, total: 1 }], unseen: [{ kind: 'enum-member', at: text, operationId: text, response: text, name: text }],
    } },
  ];
  return eventsOf(rows, { exchanges, finished: { because: text } }).flatMap((event): readonly RunEvent[] => {
    if (event.event === 'run-finished') return [...settled, ...notes, event];
    if (event.event !== 'run-started') return [event];
    const { suite, description, target } = event;
    return [{ ...event, suite: { ...suite, name: text }, description: { ...description, title: text, version: text, source: text }, target: { ...target, baseUrl: text }, profile: text, permissions: [text], binding: [text], reproduce: text }];
  });
}
