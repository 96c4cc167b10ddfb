import { visibleText } from '../visible-text.ts';

/** HTML that is ours. A class, because no record can hold an instance of one: whatever is none is text. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a piece of HTML; `undefined` and `false` are nothing. */
export type Part = Markup | string | number | false | undefined | readonly Part[];

/** A piece of HTML. Whatever is put into it is shown as text, inside of tags and of quoted attributes alike, unless it is markup itself. */
export function html(ours: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(ours.map((text, index) => text + written(parts[index])).join(''));
}

/** Text with nothing in it that HTML, a terminal or the reading direction would act on. */
function escaped(text: string): string {
  return visibleText(text).replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** An address, as far as it is one that a reader may follow. */
export function addressOf(url: string): string | undefined {
  return /^https?:\/\/[^\s<>()\\]+$/.test(url) ? url : undefined;
}

function written(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(written).join('');
  return escaped(String(part));
}
