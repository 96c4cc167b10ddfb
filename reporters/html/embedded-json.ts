import { visibleText } from '../visible-text.ts';

/** JSON that can stand inside of a script element: nothing in it ends or begins one, and every text of it is visible. */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? visibleText(each) : each))
    .replaceAll(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
