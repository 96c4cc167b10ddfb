import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';

/** What only the inside of a program looks like. Prose about errors does not. */
const traces: Readonly<Record<string, RegExp>> = {
  'a JavaScript stack trace': /\n\s+at (?:[^\n]{1,200} \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\n()]{1,300}:\d+:\d+\)?/,
  'a Java stack trace': /\bat [\w$.]{3,200}\([\w$]+\.(?:java|kt|scala|groovy):\d+\)/,
  'a Python stack trace': /Traceback \(most recent call last\)/,
  'a .NET stack trace': /\n\s+at [\w.`<>[\]]{3,200}\([^\n)]{0,300}\) in [^\n]{1,300}:line \d+/,
  'a Go stack trace': /\bgoroutine \d+ \[[\w ]+\]:/,
  'a Ruby stack trace': /\.rb:\d+:in [`']/,
  'a PHP error': /(?:Fatal error|Warning|Notice|Parse error)(?:<\/b>)?: [^\n]{1,300} in (?:<b>)?\/[^\n]{1,300} on line /,
  'an SQL error': /SQLSTATE\[\w+\]|\bORA-\d{5}: |You have an error in your SQL syntax|syntax error at or near "|\bPG::\w+Error\b|\bSQLITE_(?:ERROR|CONSTRAINT)\b/,
  'a path of the machine': /\/node_modules\/[\w@.-]+\/|\/(?:usr\/lib|var\/www|opt\/app|home\/\w+)\/[\w./-]+\.(?:js|ts|mjs|py|rb|php|java|go)\b/,
};

/** Attackers read error bodies first. */
export const noLeak = defineResponseRule({
  id: 'no-leak',
  suite: 'http',
  level: 'SHOULD',
  summary: 'No error body shows a stack trace, an SQL error or a path of the machine.',
  clause: clauses.httpClientErrors,
  *subjects(operation) {
    yield { at: '', statement: `Error bodies of ${operation.id} show nothing of the inside of the service.`, provenance: operation.provenance, place: operation.pointer, conditional: true };
  },
  judge({ answer, body }) {
    if (answer.kind === 'failure' || answer.status < 400 || (body.kind !== 'json' && body.kind !== 'text')) return undefined;
    const raw = answer.body && 'text' in answer.body ? answer.body.text.slice(0, longest) : '';
    // In a JSON text the ends of lines are written out.
    const text = raw.replaceAll('\\n', '\n').replaceAll('\\"', '"');
    const [what] = Object.entries(traces).find(([, pattern]) => pattern.test(text)) ?? [];
    return what === undefined ? pass : { fail: { received: what, status: answer.status } };
  },
  explain: ({ received, status }) => `Received ${received} in the body of a ${status}; documented: errors tell what the client can mend, and nothing of the inside.`,
  cluster: ({ received }) => `${received} in error bodies`,
});

const longest = 200_000;
