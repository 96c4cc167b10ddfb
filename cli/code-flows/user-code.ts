/** URLs of the files of users that were imported into this process: what they throw at odd times is not our fault. */
export const userCode = new Set<string>();

/** The place in a user's file where this was thrown, if it was thrown there. */
export function placeInUserCode(thrown: unknown): { readonly url: string; readonly line: number } | undefined {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  for (const [, url = '', line] of stack.matchAll(/(file:\/\/[^\s)]+?):(\d+)(?::\d+)?/g)) {
    if (userCode.has(url.replace(/[?#].*$/, ''))) return { url, line: Number(line) };
  }
  return undefined;
}
