import { cutText, visibleText } from '../visible-text.ts';

/** The id of an operation as the page writes it and filters by it. */
export function operationName(operationId: string): string {
  return visibleText(cutText(operationId, 120));
}
