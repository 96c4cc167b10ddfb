import type { Description, Operation } from '../../model/description.ts';
import type { Flow, FlowStep, OperationRef } from '../../model/flow.ts';
import type { Level } from '../../model/requirement.ts';
import type { SampleRequests } from '../../model/sample-request.ts';
import { laws } from './laws.ts';
import { failedWriteChangesNothing, idempotentPut, patchMerges, putCreatedOnce, putReplaces } from './life/changing.ts';
import { createdAsSent, creates, etagConditional, locationResolves, readAfterCreate, safeIsSafe } from './life/creating.ts';
import { cleansUp, deleteReallyDeletes, goneAfterDelete } from './life/deleting.ts';
import type { LifeStep } from './life/life.ts';
import { newLife } from './life/life.ts';
import { childUnderWrongParent, failedCreateLeaksNothing, listContainsCreated } from './life/listing.ts';
import type { Resource } from './resource.ts';
import { parametersIn, tellsWhatWasCreated } from './resource.ts';

/** In the order of a life. */
const lifeSteps: readonly LifeStep[] = [
  creates, locationResolves, readAfterCreate, createdAsSent, safeIsSafe, listContainsCreated, childUnderWrongParent, failedCreateLeaksNothing, putReplaces, putCreatedOnce, idempotentPut,
  patchMerges, failedWriteChangesNothing, etagConditional, goneAfterDelete, deleteReallyDeletes, cleansUp,
];

const keys = ['list', 'create', 'read', 'replace', 'patch', 'remove'] as const;

/** Create, read, update, list, delete, gone: everything that the operations of a resource promise together. */
export function lifecycleFlow(description: Description, resource: Resource, requests: SampleRequests): Flow | undefined {
  const { create } = resource;
  if (!create || create.safe || (!resource.read && !resource.list) || !tellsWhatWasCreated(description, resource)) return undefined;
  const own = lifeSteps.filter(({ on, also = [], suits }) => on.some((key) => resource[key]) && also.every((key) => resource[key]) && (suits?.(resource) ?? true));
  const planned = new Set(own.map(({ id }) => id));
  const operations = Object.fromEntries(keys.flatMap((key): readonly (readonly [string, OperationRef])[] => {
    const operation = resource[key];
    return operation ? [[key, { method: operation.method, path: operation.path }]] : [];
  }));
  return {
    id: `lifecycle-${create.id}`, title: `What is created in ${resource.path} lives as HTTP says`, suite: 'stateful', level: 'SHOULD', clause: laws.create.clause,
    provenance: create.provenance, permission: 'write', needs: { operations, captures: parametersIn(resource.path) },
    steps: own.map((step) => promised(step, resource, planned)),
    async run(context) {
      const life = newLife(context, resource, requests, planned);
      for (const { id, run } of own) {
        if (id !== cleansUp.id) await context.step(id, () => run(life));
      }
    },
  };
}

function promised({ id, law, on, after }: LifeStep, resource: Resource, planned: ReadonlySet<string>): FlowStep {
  const key = on.find((each) => resource[each]) ?? on[0];
  const operation = resource[key];
  return {
    id, rule: law.id, suite: law.suite, clause: law.clause, level: levelOf(id, law.level, resource), operation: key,
    statement: `${law.summary.replace(/\.$/, '')} (${operation?.method.toUpperCase() ?? ''} ${operation?.path ?? ''}).`,
    after: after.filter((each) => planned.has(each)),
  };
}

/** A description that documents 202 promises no effect yet, and one that documents no 404 may have things that stay. */
function levelOf(id: string, level: Level, { create, read }: Resource): Level {
  if (id === readAfterCreate.id) return documents(create, '201') && !documents(create, '202') ? level : 'SHOULD';
  if (id === goneAfterDelete.id) return ['404', '410', '4XX'].some((key) => documents(read, key)) ? level : 'SHOULD';
  return level;
}

function documents(operation: Operation | undefined, key: string): boolean {
  return [...(operation?.responses.keys() ?? [])].some((each) => each.toUpperCase() === key);
}
