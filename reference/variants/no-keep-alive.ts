import type { Variant } from '../variant.ts';

/** A server may end a connection after each answer. */
export const noKeepAlive: Variant = {
  id: 'no-keep-alive',
  summary: 'Every connection ends after one answer.',
  async around(_call, honest) {
    const answer = await honest();
    return { ...answer, headers: { ...answer.headers, connection: 'close' } };
  },
};
