import { unknownName } from '../../config/near-names.ts';
import { unknownOperations } from '../../engine/code-flow/compile-code-flow.ts';
import type { Description } from '../../model/description.ts';
import type { Problem } from '../../model/problem.ts';
import type { LoadedCode } from './load-code.ts';

/** Operations that a flow names and the description does not have. */
export function operationProblems({ definition, lineOf }: LoadedCode, file: string, description: Description): readonly Problem[] {
  return unknownOperations(definition, description).map((id) => {
    const line = lineOf(`'${id}'`) ?? lineOf(`"${id}"`);
    return { ...unknownName('FLOW_CODE_OPERATION_UNKNOWN', 'operation', id, description.operations.map((each) => each.id)), where: { file, ...(line !== undefined && { line }) } };
  });
}
