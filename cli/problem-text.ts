import type { Place, Problem } from '../model/problem.ts';
import { visibleLine } from '../reporters/visible-text.ts';

/** A problem as people read it: code and sentence, where, what to do. What a stranger wrote cannot command a terminal. */
export function problemText({ code, what, where, fix }: Problem): string {
  const place = where && placeText(where);
  return [
    `problem ${code}: ${what}`,
    ...(place ? [`  at ${place}`] : []),
    ...(fix === undefined ? [] : [`  ${fix}`]),
  ].map((line) => `${visibleLine(line)}\n`).join('');
}

/** `file:line:column (pointer)`, as far as it is known. */
export function placeText({ file, line, column, pointer }: Place): string {
  const position = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
  return [position, pointer ? (position ? `(${pointer})` : pointer) : ''].filter(Boolean).join(' ');
}
