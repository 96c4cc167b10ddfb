/** JSON in which nothing acts: what JSON leaves as it is and a terminal or a browser would act on is escaped, which is the same JSON. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  // In ASCII, which most of it is, only one character acts; to find that out takes a tenth of the time.
  if (Buffer.byteLength(text) === text.length && !text.includes('\u007f')) return text;
  return text.replaceAll(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
