// A page that several commands write: each keeps to its own section, between two marks, and leaves the rest as it is.
import { readFileSync, writeFileSync } from 'node:fs';

/** The page with this section put in the place of the one of the same name; a page that has none yet gets it at its end. */
export function withSection(page, name, text) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const section = `${begin}\n${text.trim()}\n${end}`;
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  return from < 0 || to < from ? `${page.trimEnd()}\n\n${section}\n` : `${page.slice(0, from)}${section}${page.slice(to + end.length)}`;
}

/** Writes one section of a file that is there already. */
export function writeSection(file, name, text) {
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), name, text));
}
