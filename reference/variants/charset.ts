import type { Variant } from '../variant.ts';

/** A media type is the same with a parameter, and in any case. */
export const charset: Variant = {
  id: 'charset',
  summary: 'The Content-Type has a charset, and is spelt otherwise.',
  async around(_call, honest) {
    const answer = await honest();
    return 'content-type' in answer.headers ? { ...answer, headers: { ...answer.headers, 'content-type': 'Application/JSON ; charset="UTF-8"' } } : answer;
  },
};
