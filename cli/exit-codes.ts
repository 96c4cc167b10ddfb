/** What each exit code says; help and README are written from this table. */
export const exitCodes = {
  0: 'CONFORMANT: every requirement that must hold was judged, and does',
  1: 'NON_CONFORMANT: at least one requirement that must hold does not',
  2: 'INCOMPLETE: nothing failed, but not everything that must hold was decided',
  3: 'Wrong usage, configuration or description; nothing was sent',
  4: 'ERROR: the target could not be reached, or the run was interrupted',
  5: 'CONFORMANT_WITH_WAIVERS: what does not hold is waived',
  70: 'A fault of calico-conformance itself; please report it',
} as const satisfies Readonly<Record<number, string>>;

/** Wrong usage, configuration or description. */
export const exitUsage = 3;
/** Unreachable, interrupted, or our surroundings failed us. */
export const exitError = 4;
/** A fault of ours. */
export const exitBug = 70;
