import type { FlowDefinition } from './definition.ts';
import type { AnyOperations } from './operation-types.ts';

const word = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const permissions: readonly unknown[] = [undefined, 'read', 'write', 'destructive'];
const levels: readonly unknown[] = [undefined, 'MUST', 'SHOULD', 'MAY'];

/** What is wrong with a definition in itself, in words. The compiler says the same to those who ask it. */
export function definitionFaults(definition: FlowDefinition<AnyOperations>): readonly string[] {
  const { id, title, permission, values = [], disposable = [], steps, run } = definition;
  const faults: string[] = [];
  if (typeof id !== 'string' || !word.test(id)) faults.push(`Its id is ${said(id)}; letters, digits, "-", "_" and "." make one.`);
  if (typeof title !== 'string' || title.trim() === '') faults.push('It has no title.');
  if (!permissions.includes(permission)) faults.push(`Its permission is ${said(permission)}; there are read, write and destructive.`);
  for (const [name, list] of Object.entries({ values, disposable })) if (!isListOfTexts(list)) faults.push(`Its ${name} are no list of names.`);
  if (typeof run !== 'function') faults.push('It has no function run.');
  if (!Array.isArray(steps) || steps.length === 0) return [...faults, 'It has no steps, so nothing of it could be judged.'];
  const ids = steps.map((step: Partial<(typeof steps)[number]> | null) => step?.id);
  for (const [index, step] of steps.entries()) {
    const own = step as Partial<typeof step> | null;
    const name = `The step ${said(own?.id ?? index + 1)}`;
    if (typeof own?.id !== 'string' || !word.test(own.id)) faults.push(`${name} has no id of letters, digits, "-", "_" and ".".`);
    else if (ids.indexOf(own.id) !== index) faults.push(`${name} is there twice.`);
    if (typeof own?.operation !== 'string') faults.push(`${name} says no operation.`);
    if (typeof own?.statement !== 'string' || own.statement.trim() === '') faults.push(`${name} has no statement of what must hold.`);
    if (!levels.includes(own?.level)) faults.push(`${name} has the level ${said(own?.level)}; there are MUST, SHOULD and MAY.`);
    const after = own?.after ?? [];
    if (!isListOfTexts(after)) faults.push(`${name} says after what it comes, but not as a list of ids.`);
    else for (const each of after) if (!ids.slice(0, index).includes(each)) faults.push(`${name} comes after ${said(each)}, which is no step before it.`);
    if (own?.control !== undefined && !ids.includes(own.control)) faults.push(`${name} has the control ${said(own.control)}, which is no step.`);
  }
  return faults;
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function said(value: unknown): string {
  return (JSON.stringify(value) as string | undefined)?.slice(0, 80) ?? String(value);
}
