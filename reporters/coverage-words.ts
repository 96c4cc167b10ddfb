import type { CoverageKind, CoveragePart, Extent, ResponseCoverage } from '../model/coverage.ts';

const nouns: Readonly<Record<CoverageKind, string>> = {
  status: 'statuses', 'media-type': 'media types', header: 'headers', property: 'optional properties', 'enum-member': 'enum members', branch: 'branches',
};

/** Names of the kinds, in the order in which they are told. */
export const coverageKinds = Object.entries(nouns) as readonly (readonly [CoverageKind, string])[];

/** `78 %`; whole only when all of it was seen. */
export function perCent({ seen, total }: Extent): string {
  return total === 0 ? '-' : `${Math.floor((seen / total) * 100)} %`;
}

/** How much of the documented answers was seen, in one sentence. */
export function coverageSentence(coverage: ResponseCoverage): string {
  const kinds = coverageKinds.flatMap(([kind, noun]) => (coverage.kinds[kind].total === 0 ? [] : [`${coverage.kinds[kind].seen}/${coverage.kinds[kind].total} ${noun}`]));
  return `Seen of the documented answers: ${coverage.seen} of ${coverage.total} parts (${perCent(coverage)}): ${kinds.join(', ')}.`;
}

const byStatus: Readonly<Record<string, string>> = {
  400: 'a request that breaks the description; none was refused so',
  401: 'a request without credentials, or with wrong ones',
  402: 'an account whose means are used up',
  403: 'credentials that are good and may not do this',
  404: 'an id that means nothing: supply ids of things that are there by --fixture, so that this can be told',
  405: 'a method that is not documented',
  406: 'an Accept field with a media type that is not documented',
  409: 'a write that collides with another: --allow write, and something to collide with by --fixture',
  410: 'an id of something that was deleted: --allow destructive, and --disposable',
  412: 'an If-Match field with an ETag that no longer holds',
  413: 'a body that is too large',
  415: 'a body in a media type that is not documented',
  422: 'a body of the right form whose values are refused',
  429: 'more requests than the limit lets through',
};

/** What would have to be sent, or be there, to see a part. */
export function howToSee(part: CoveragePart, operation: string, answers: number): string {
  if (answers === 0) return `no answer of ${operation} was seen; why is under "Not decided", or the profile leaves it out`;
  switch (part.kind) {
    case 'status':
      return statusHint(part.response, operation);
    case 'media-type':
      return `${operation} answered ${part.response} with "Accept: ${part.name}"`;
    case 'header':
      return `an answer ${part.response} of ${operation} that has the field`;
    case 'enum-member':
      return `something that ${operation} shows with the value ${part.name}`;
    default:
      return `something that ${operation} shows with ${part.kind === 'property' ? `the property "${part.name}"` : `the form of ${part.name}`}`;
  }
}

function statusHint(status: string, operation: string): string {
  if (status.startsWith('5')) return 'a fault inside the service: no request can ask for it';
  const exact = byStatus[status];
  if (exact !== undefined) return exact;
  if (status.startsWith('2')) return `a valid request that ${operation} answers so: other ids by --fixture, or --allow write`;
  if (status.startsWith('3')) return `something that ${operation} redirects for, or a condition that holds (If-None-Match)`;
  return status.startsWith('4') ? `a request that ${operation} refuses so` : `an answer of ${operation} with a status that is not documented by itself`;
}
