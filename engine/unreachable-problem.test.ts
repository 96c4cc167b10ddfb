import { expect, test } from 'vitest';
import type { TransportFailureCode } from '../model/exchange.ts';
import { unreachableProblem } from './unreachable-problem.ts';

const codes: readonly TransportFailureCode[] = [
  'refused', 'unresolved', 'timeout', 'reset', 'tls', 'proxy', 'certificate-expired', 'certificate-self-signed', 'certificate-unknown-authority', 'certificate-other-host', 'certificate-required', 'protocol',
];

test('whatever keeps answers away has a code of its own, which begins with TARGET_, and says what to do', () => {
  const problems = codes.map((code) => unreachableProblem('http://a.example', { kind: 'failure', code, what: `because of ${code}` }));
  expect(new Set(problems.map(({ code }) => code)).size).toBe(codes.length);
  for (const [index, { code, what, fix }] of problems.entries()) {
    expect(code).toMatch(/^TARGET_[A-Z_]+$/);
    expect(what).toBe(`No answer came from http://a.example: because of ${codes[index]}`);
    expect(fix).toMatch(/^[A-Z].*\.$/);
  }
});
