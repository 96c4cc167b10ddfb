import type { Problem } from '../../model/problem.ts';

/** The text that bytes mean: UTF-8, or UTF-16 where a byte order mark says so. The mark itself is dropped. */
export function decodeText(bytes: Uint8Array, file: string): { readonly text: string } | { readonly problem: Problem } {
  const binary = (what: string): { readonly problem: Problem } =>
    ({ problem: { code: 'DESCRIPTION_BINARY', what, where: { file }, fix: 'Give an OpenAPI description in YAML or JSON, saved as UTF-8.' } });
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  let text: string;
  try {
    text = new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return binary(`This is not ${utf16 ? 'UTF-16' : 'UTF-8'} text.`);
  }
  if (text.includes('\0')) return binary('This is not text: it holds NUL characters.');
  if (text.trim() === '') return { problem: { code: 'DESCRIPTION_EMPTY', what: 'The file is empty.', where: { file }, fix: 'Give an OpenAPI description in YAML or JSON.' } };
  return { text };
}
