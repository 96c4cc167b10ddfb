import type { Description, Operation } from '../model/description.ts';
import type { Plan } from '../model/plan.ts';
import { table } from './table.ts';

/** How many requirements hold each part of one operation. */
export interface OperationCoverage {
  readonly operationId: string;
  readonly operation: string;
  readonly requirements: number;
  readonly parts: readonly PartCoverage[];
  /** Why none of it is judged. */
  readonly left?: string;
}

/** One part of an operation, such as a parameter or a response. */
export interface PartCoverage {
  readonly kind: 'parameter' | 'request body' | 'response';
  readonly name: string;
  readonly requirements: number;
}

/** What of a description is held by requirements, operation by operation. */
export function coverageOf(description: Description, plan: Plan): readonly OperationCoverage[] {
  return description.operations.map((operation) => {
    const own = plan.requirements.of(operation.id);
    const planned = plan.operations.some(({ operationId }) => operationId === operation.id);
    const below = (place: string): number => own.filter(({ at }) => at === place || at.startsWith(`${place}/`)).length;
    return {
      operationId: operation.id,
      operation: `${operation.method.toUpperCase()} ${operation.path}`,
      requirements: own.length,
      parts: partsOf(operation).map(({ kind, name, place }) => ({ kind, name, requirements: below(place) })),
      ...(!planned && { left: `profile ${plan.profile} leaves it out${own.length > 0 ? ', but for the steps of flows' : ''}` }),
    };
  });
}

function partsOf(operation: Operation): readonly (Omit<PartCoverage, 'requirements'> & { readonly place: string })[] {
  return [
    ...operation.parameters.map((parameter) => ({ kind: 'parameter' as const, name: `${parameter.in} ${parameter.name}`, place: `/parameters/${parameter.in}/${parameter.name.replaceAll('~', '~0').replaceAll('/', '~1')}` })),
    ...(operation.requestBody ? [{ kind: 'request body' as const, name: [...operation.requestBody.content.keys()].join(', '), place: '/requestBody' }] : []),
    ...[...operation.responses.keys()].map((key) => ({ kind: 'response' as const, name: key, place: `/responses/${key}` })),
  ];
}

/** Coverage as a table, and what nothing holds. */
export function coverageText(coverage: readonly OperationCoverage[]): string {
  const held = (parts: readonly PartCoverage[], kind: PartCoverage['kind']): string => {
    const own = parts.filter((part) => part.kind === kind);
    return own.length === 0 ? '-' : `${own.filter(({ requirements }) => requirements > 0).length}/${own.length}`;
  };
  const rows = coverage.map(({ operationId, requirements, parts }) =>
    [operationId, requirements, held(parts, 'parameter'), held(parts, 'request body'), held(parts, 'response')]);
  const gaps = coverage.flatMap(({ operationId, parts, left }) => (left === undefined
    ? parts.filter(({ requirements }) => requirements === 0).map(({ kind, name }) => `  ${operationId}: ${kind} ${name}\n`)
    : [`  ${operationId}: ${left}\n`]));
  const every = coverage.flatMap(({ parts }) => parts);
  return [
    table([['Operation', 'Requirements', 'Parameters', 'Body', 'Responses'], ...rows]),
    ...(gaps.length > 0 ? ['\nHeld by no requirement of their own:\n', ...gaps] : []),
    `\n${every.filter(({ requirements }) => requirements > 0).length} of ${every.length} parts of ${coverage.length} operations are held by requirements.\n`,
  ].join('');
}
