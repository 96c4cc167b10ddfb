/** The ids in a list of users. */
export const idsIn = (users: readonly { readonly user_id: string }[]): readonly string[] => users.map(({ user_id }) => user_id);
