/** Files that a run leaves where they are asked for, by their format. */
export const furtherReports = ['junit-rich', 'ctrf', 'har', 'sarif', 'badge', 'coverage', 'overlay'] as const;

export type FurtherReport = (typeof furtherReports)[number];
