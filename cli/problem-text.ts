import type { Place, Problem } from '../model/problem.ts';

/** A problem as people read it: code and sentence, where, what to do. */
export function problemText({ code, what, where, fix }: Problem): string {
  const place = where && placeText(where);
  return [
    `problem ${code}: ${what}`,
    ...(place ? [`  at ${place}`] : []),
    ...(fix === undefined ? [] : [`  ${fix}`]),
  ].map((line) => `${visible(line)}\n`).join('');
}

/** `file:line:column (pointer)`, as far as it is known. */
export function placeText({ file, line, column, pointer }: Place): string {
  const position = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
  return [position, pointer ? (position ? `(${pointer})` : pointer) : ''].filter(Boolean).join(' ');
}

/** Control characters made visible: what a stranger wrote must not command a terminal. */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu, (character) =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
