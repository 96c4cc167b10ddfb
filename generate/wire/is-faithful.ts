import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { headerText, pathText, scalarText } from './parameter-text.ts';
import { isAnotherPath, isFieldValue } from './serialise.ts';

/**
 * Whether a valid value arrives as what it is. Nothing, null and an empty text are not told apart on the wire, a mark
 * inside an item is taken for one between items, and structures within structures have no form that anybody defined.
 */
export function isFaithful(parameter: Parameter, value: Json): boolean {
  return isCarried(parameter, value) && (parameter.mediaType !== undefined || isWritten(parameter, value));
}

function isCarried(parameter: Parameter, value: Json): boolean {
  if (parameter.in === 'header') return isFieldValue(headerText(parameter, value));
  return parameter.in !== 'path' || !isAnotherPath(pathText(parameter, value));
}

function isWritten(parameter: Parameter, value: Json): boolean {
  const { style, explode } = parameter;
  const deep = style === 'deepObject';
  if (value === null || typeof value !== 'object') return value !== null && value !== '' && (!deep || typeof value === 'object');
  const members = Object.values(value) as readonly Json[];
  // Repeated names, and names with values of their own, need no marks; anywhere else a mark ends an item.
  const mark = parameter.in === 'query' && (explode || deep) ? undefined : marks[style] ?? /,/;
  const plain = (member: Json): boolean => member !== null && typeof member !== 'object' && scalarText(member).trim() !== '' && mark?.test(scalarText(member)) !== true;
  if (members.length === 0 || (deep && Array.isArray(value))) return false;
  return members.every((member) => plain(member) || (deep && isWritten(Array.isArray(member) ? { ...parameter, style: 'form' } : parameter, member)));
}

const marks: Partial<Record<Parameter['style'], RegExp>> = { label: /[.,]/, matrix: /[;,]/, spaceDelimited: /\s/, pipeDelimited: /\|/ };
