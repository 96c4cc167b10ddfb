// Types of Odd */ one 1, written by calico-conformance flows types. When the description changes, write them anew.
import { defineFlowFor } from 'calico-conformance/flows';

/** `defineFlow` for these operations. */
export const defineFlow = defineFlowFor<Operations>();

/** What each operation takes and answers, by operationId. */
export interface Operations {
  /** PUT /things/{thing-id}: ends * / here */
  "put-thing": {
    path: { "thing-id": number };
    query: { filter?: Record<string, number> };
    headers: { "X-Trace"?: string };
    body: ThingTree | undefined;
    responses: {
      200: ThingTree;
      204: undefined;
      "4XX": ThingTree2;
      default: unknown;
    };
  };
}

export type ThingTree = { name: string | null; "it's": "a" | 1 | null | "quo\"te"; children?: ThingTree[]; either?: string | ThingTree2; both?: (string | number)[]; open?: Record<string, unknown>; shut?: Record<string, never>; anything?: unknown };

export type ThingTree2 = ThingTree & { kind: "one" };
