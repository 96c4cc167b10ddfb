import type { JsonPointer } from '../../model/json.ts';
import { parsePointer } from '../json-pointer.ts';
import { pointerOf } from '../resolve-reference.ts';
import type { OperationTarget, WorkflowRef } from './document.ts';
import type { Complain } from './fault.ts';

/** A workflow by its id, or by `$sourceDescriptions.NAME.workflowId` where it is another document's. */
export function readWorkflowRef(text: string, pointer: JsonPointer, complain: Complain): WorkflowRef | undefined {
  if (!text.startsWith('$')) return { id: text, pointer };
  const found = qualified(text);
  if (found) return { source: found.source, id: found.name, pointer };
  complain(pointer, `${JSON.stringify(text)} names no workflow.`, 'Write a workflowId, or $sourceDescriptions.NAME.WORKFLOW for one of another document.');
  return undefined;
}

/** An operation by its operationId, perhaps with its source before it. */
export function readOperationId(text: string, pointer: JsonPointer, complain: Complain): OperationTarget | undefined {
  if (!text.startsWith('$')) return { by: 'id', operationId: text };
  const found = qualified(text);
  if (found) return { by: 'id', source: found.source, operationId: found.name };
  complain(pointer, `${JSON.stringify(text)} names no operation.`, 'Write an operationId, or $sourceDescriptions.NAME.OPERATION.');
  return undefined;
}

/** An operation by its place: `{$sourceDescriptions.NAME.url}#/paths/~1users/get`. */
export function readOperationPath(text: string, pointer: JsonPointer, complain: Complain): OperationTarget | undefined {
  const found = /^\{\$sourceDescriptions\.([A-Za-z0-9_-]+)\.url\}(#.*)$/s.exec(text);
  const at = found && pointerOf(found[2] ?? '');
  const tokens = at === undefined || at === null ? undefined : parsePointer(at);
  if (found && at !== undefined && at !== null && tokens?.length === 3 && tokens[0] === 'paths') return { by: 'path', source: found[1] ?? '', at };
  complain(pointer, `${JSON.stringify(text)} leads to no operation.`, 'Write {$sourceDescriptions.NAME.url}#/paths/~1users/get, each slash of the path as ~1.');
  return undefined;
}

function qualified(text: string): { readonly source: string; readonly name: string } | undefined {
  const [, source, name] = /^\$sourceDescriptions\.([A-Za-z0-9_-]+)\.(.+)$/s.exec(text) ?? [];
  return source === undefined || name === undefined ? undefined : { source, name };
}
