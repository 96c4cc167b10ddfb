/** One thing in a request that the description does not allow. */
export interface Issue {
  readonly part: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** The keyword that is broken, or what else is wrong: `missing`, `grammar`, `media-type`, `size`. */
  readonly keyword: string;
  /** Where that keyword stands in the description. */
  readonly place: string;
}

/** By which a server passes an issue over: the keyword at its place, whatever value broke it. */
export function issueKey({ part, keyword, place }: Issue): string {
  return `${part} ${keyword} ${place}`;
}
