import type { Json } from '../../model/json.ts';
import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';

const texts = ['type', 'title', 'detail', 'instance'];

/** Whoever says application/problem+json is read by programs that know what stands in it. */
export const problemDetailsValid = defineResponseRule({
  id: 'problem-details-valid',
  suite: 'http',
  level: 'MUST',
  summary: 'A body of application/problem+json is an object with the members of RFC 9457 in their types, and its status is the status of the answer.',
  clause: clauses.problemDetails,
  *subjects(operation) {
    yield { at: '', statement: `Problem details of ${operation.id} are those of RFC 9457.`, provenance: 'documented', place: operation.pointer, conditional: true };
  },
  judge({ answer, body, contentType }) {
    if (answer.kind === 'failure' || contentType.kind !== 'present' || contentType.essence !== 'application/problem+json' || body.kind !== 'json') return undefined;
    const { value } = body;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return { fail: { member: '', received: typeof value, documented: 'an object' } };
    const members = value as Readonly<Record<string, Json>>;
    const text = texts.find((name) => members[name] !== undefined && typeof members[name] !== 'string');
    if (text !== undefined) return { fail: { member: text, received: JSON.stringify(members[text]).slice(0, 100), documented: 'a text' } };
    const { status } = members;
    return status === undefined || status === answer.status ? pass : { fail: { member: 'status', received: JSON.stringify(status).slice(0, 100), documented: `${answer.status}, the status of the answer` } };
  },
  explain: ({ member, received, documented }) => `Received ${received}${member === '' ? '' : ` as "${member}"`} in problem details; documented: ${documented}.`,
  cluster: ({ member }) => `problem details with a wrong ${member || 'type'}`,
});
