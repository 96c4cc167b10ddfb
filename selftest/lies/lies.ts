import { liesAboutBodies } from './about-bodies.ts';
import { liesAboutHeaders } from './about-headers.ts';
import { liesAboutRequests } from './about-requests.ts';
import { liesAboutState } from './about-state.ts';
import { liesAboutStatuses } from './about-statuses.ts';
import type { LiesAgainst } from './lying.ts';

/** The lies that violate a rule, by the rule. */
export const lies: Readonly<Record<string, LiesAgainst>> = { ...liesAboutStatuses, ...liesAboutBodies, ...liesAboutHeaders, ...liesAboutRequests, ...liesAboutState };
