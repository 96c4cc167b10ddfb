/** What XML 1.0 cannot carry, not even as a reference, is shown as `\u001b`; so is what acts on terminals or turns the reading direction. */
function carried(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Text between tags. */
function content(text: string): string {
  return carried(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

/** Text between quotation marks. */
export function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** Text between tags that takes at most so many bytes there; says how many bytes were left out. */
export function contentWithin(text: string, most: number): string {
  return within(text, most, content);
}

/** The beginning of a text, in at most so many bytes. */
export function cutToBytes(text: string, most: number): string {
  return within(text, most, (piece) => piece);
}

/** The beginning of a text on one line, in at most so many bytes. */
export function lineWithin(text: string, most: number): string {
  return within(text, most, (piece) => carried(piece).replaceAll(/\s+/g, ' '));
}

const longestNote = 40;

function within(text: string, most: number, written: (text: string) => string): string {
  if (text.length <= most && Buffer.byteLength(written(text)) <= most) return written(text);
  const kept: string[] = [];
  let room = most - longestNote;
  for (const character of text.slice(0, Math.max(0, room))) {
    room -= Buffer.byteLength(written(character));
    if (room < 0) break;
    kept.push(character);
  }
  const beginning = kept.join('').replace(/[\ud800-\udbff]$/, '');
  return `${written(beginning)}… (truncated ${Buffer.byteLength(text) - Buffer.byteLength(beginning)} bytes)`;
}
