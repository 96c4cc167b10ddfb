import type { Operation, ResponseDescription } from '../model/description.ts';

/** The declared response that a status selects: the code itself, then its range such as `4XX`, then `default`. */
export function responseFor(operation: Pick<Operation, 'responses'>, status: number): ResponseDescription | undefined {
  const { responses } = operation;
  const range = `${Math.floor(status / 100)}XX`;
  return responses.get(String(status)) ?? responses.get(range) ?? responses.get(range.toLowerCase()) ?? responses.get('default');
}
