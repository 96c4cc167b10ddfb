import type { Description, Operation } from '../../model/description.ts';
import type { CodeFile, Flow, OperationRef } from '../../model/flow.ts';
import { canonicalJson, sha256 } from '../digest.ts';
import { codeTools } from './code-tools.ts';
import type { FlowDefinition } from './definition.ts';
import type { AnyOperations } from './operation-types.ts';

/** A definition as a flow for a description; its operations are those that are there, see `unknownOperations`. */
export function compileCodeFlow(definition: FlowDefinition<AnyOperations>, code: readonly CodeFile[], description: Description): Flow {
  const { id, title, permission = 'read', values = [], disposable = [], clause, steps } = definition;
  const operations = steps.flatMap(({ operation }) => operationNamed(operation, description) ?? []);
  return {
    id, title, permission, code,
    suite: 'flows', level: 'MUST', provenance: 'documented', askedFor: true,
    clause: clause ?? { title: `The flow ${id} of ${code[0]?.file ?? 'the user'}`, url: `urn:calico-conformance:flow:${id}` },
    digest: sha256(canonicalJson(code)),
    needs: {
      operations: Object.fromEntries(operations.map((each): readonly [string, OperationRef] => [each.id, { method: each.method, path: each.path }])),
      captures: [...values, ...disposable.map((name) => `disposable:${name}`)],
    },
    steps: steps.map(({ id: step, operation, statement, level, after, control, actor }) => ({
      id: step, operation, statement,
      ...(level && { level }), ...(after && { after }), ...(control !== undefined && { control }), ...(actor && { actor }),
    })),
    run: (context) => definition.run(codeTools(context, { permission, description })),
  };
}

/** operationIds of its steps that the description does not have. */
export function unknownOperations({ steps }: FlowDefinition<AnyOperations>, description: Description): readonly string[] {
  return [...new Set(steps.map(({ operation }) => operation))].filter((id) => !operationNamed(id, description));
}

function operationNamed(id: string, { operations }: Description): Operation | undefined {
  return operations.find((each) => each.id === id);
}
