import type { Description } from '../model/description.ts';
import type { Flow, FlowStep } from '../model/flow.ts';
import { referredOperation } from '../engine/flow/referred-operation.ts';
import type { Fault } from './fault.ts';
import { brokenBy } from './fault.ts';

/** What a lie breaks: a rule or a flow, at an operation, in one place. */
interface Broken {
  readonly rule: string;
  readonly operationId: string;
  readonly at: string;
}

/** Whoever cannot read an answer, or is given none, judges it no further. */
const spoiling: ReadonlySet<string> = new Set(['success-documented', 'status-documented', 'no-server-error', 'content-type-documented', 'body-parses', 'body-schema', 'json-keys-unique', 'accepts-valid', 'walk-is-complete', 'limit-honoured']);
const ofBodies: ReadonlySet<string> = new Set(['content-type-documented', 'body-parses', 'body-schema', 'json-keys-unique']);
/** With another status, it is another body. */
const spoilingBodies: ReadonlySet<string> = new Set([...ofBodies, 'success-documented', 'status-documented']);
/** They change who is active, or undo it, when nobody has asked for it. */
const meddling: ReadonlySet<string> = new Set(['only-says-so', 'takes-one-more', 'back-and-forth', 'obeys-strangers', 'obeys-other-tenants', 'lets-readers-write', 'takes-nobody-for-everybody']);

/** Lists that say that they are not whole. */
const partial: ReadonlySet<string> = new Set(['blames-the-unknown']);

/** What is told by one lie keeps a request from that which another is about. */
const inTheWay: Readonly<Record<string, readonly string[]>> = {
  // Half an account is rounded to none, and then refused as that.
  'refuses-no-accounts': ['half-an-account'],
  // The refusal that would show where it went wrong is replaced by one that does not.
  'malformed-id-breaks-it': ['shows-its-stack'],
  // Whoever is said to be deactivated is not said to be unknown.
  'deactivates-nobody': ['unknown-and-silent'],
  // The user of the newest transaction, whose pages are looked at, is one who was deactivated.
  'locks-transactions-away': ['limit-of-one'],
  // What is answered 503 says nothing of its filter.
  'down-for-a-filter': ['balance-of-all-assets'],
  // A list that is not whole is answered with 206 from the start, and the other tells of a 200.
  'blames-the-unknown': ['accepted-for-later', 'accepted-with-a-filter'],
};

/** What two lies break together, and neither of them alone. */
const together: readonly { readonly lies: readonly [string, string]; readonly breaks: string; readonly because: string }[] = [
  { lies: ['once-only', 'lets-readers-write'], breaks: 'success-documented@deactivateUser#/responses/2XX', because: 'The first DELETE is that of the reader, so that of the owner is always the second.' },
  { lies: ['adds-in-floating-point', 'blames-the-unknown'], breaks: 'balance-agrees@getTotalBalance#/steps/share-of-provider', because: 'The sum over a list that is not whole is not looked at, and the step after it shows the same.' },
];

/** The requirements that a company breaks because of who is in it. */
export function brokenTogether(company: readonly Fault[]): readonly string[] {
  return together.filter(({ lies }) => lies.every((id) => company.some((lie) => lie.id === id))).map(({ breaks }) => breaks);
}

/** Says of two lies that are told at once why the first may not be found; undefined where it has to be. */
export function hidingIn(description: Description, flows: readonly Flow[]): (hidden: Fault, hider: Fault) => string | undefined {
  const operationOf = (flow: Flow, name: string): string | undefined => {
    const ref = flow.needs.operations[name];
    return ref && referredOperation(ref, description)?.id;
  };
  return (hidden, hider) => {
    const [mine, others] = [brokenBy(hidden).map(read), brokenBy(hider).map(read)];
    if (inTheWay[hider.id]?.includes(hidden.id) === true) return 'One of them answers what the other would have spoilt.';
    for (const { rule, operationId } of mine) {
      if (ofBodies.has(rule) && others.some((other) => spoilingBodies.has(other.rule) && other.operationId === operationId)) return 'The body of an answer is judged as far as it can be read.';
    }
    for (const flow of flows) {
      const stepsOf = (broken: readonly Broken[]): readonly FlowStep[] => flow.steps.filter((step) => broken.some((each) => isStep(flow, step, each)));
      const [steps, their] = [stepsOf(mine), stepsOf(others)];
      if (steps.length === 0) continue;
      if (steps.some((step) => their.some((other) => comesAfter(flow, step, other.id)))) return 'A step of a flow is gone to only where those have passed that it builds on.';
      if (steps.some((step) => their.some((other) => operationOf(flow, step.operation) === operationOf(flow, other.operation)))) return 'Two steps of a flow read the same answers, and both are wrong.';
      const needed = new Set(Object.keys(flow.needs.operations).map((name) => operationOf(flow, name)));
      if (meddling.has(hider.id) && needed.has('listUsers')) return 'What has become of a user by one lie, no other can be seen to do.';
      if (partial.has(hider.id) && flow.suite === 'calico') return 'A list that is not whole is compared with nothing.';
      if (others.some(({ rule, operationId }) => spoiling.has(rule) && needed.has(operationId))) return 'A flow stops at an answer that it cannot use.';
    }
    return undefined;
  };
}

function comesAfter(flow: Flow, step: FlowStep, first: string): boolean {
  const before = [...(step.after ?? []), ...(step.control === undefined ? [] : [step.control])];
  return before.some((each) => each === first || flow.steps.some((other) => other.id === each && comesAfter(flow, other, first)));
}

function read(requirement: string): Broken {
  const [, rule = '', operationId = '', at = ''] = /^(.*?)@(.*?)#(.*)$/.exec(requirement) ?? [];
  return { rule, operationId, at };
}

function isStep({ id }: Flow, step: FlowStep, { rule, at }: Broken): boolean {
  return at === `/steps/${step.id}` && rule === (step.rule ?? id);
}
