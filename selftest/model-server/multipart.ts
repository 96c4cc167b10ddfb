/** One part of a `multipart/form-data` body. */
export interface Part {
  readonly name: string;
  /** Its Content-Type, or empty. */
  readonly type: string;
  readonly text: string;
}

/** The parts of a body (RFC 7578); undefined when it is none. */
export function partsOf(text: string, boundary: string): readonly Part[] | undefined {
  if (boundary === '' || !text.includes(`--${boundary}--`)) return undefined;
  return text.split(`--${boundary}`).slice(1, -1).flatMap((raw): readonly Part[] => {
    const part = raw.replace(/^\r\n/, '').replace(/\r\n$/, '');
    const end = part.indexOf('\r\n\r\n');
    const head = part.slice(0, Math.max(0, end));
    const name = /content-disposition:[^\r\n]*?\bname="([^"]*)"/i.exec(head)?.[1];
    if (end < 0 || name === undefined) return [];
    return [{ name: name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n'), type: /content-type: *([^\r\n]+)/i.exec(head)?.[1] ?? '', text: part.slice(end + 4) }];
  });
}
