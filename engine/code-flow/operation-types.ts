/** What a description says of one operation, as types. `calico-conformance flows types` writes them. */
export interface OperationTypes {
  readonly path: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
  /** Bodies by status; `4XX` and `default` as in the description. */
  readonly responses: unknown;
}

/** Types of operations by operationId. */
export type TypesOf<Operations> = { readonly [Id in keyof Operations]: OperationTypes };

/** Where nobody has written types, everything goes. */
export interface AnyOperations {
  readonly [operationId: string]: {
    readonly path: Readonly<Record<string, string | number>>;
    readonly query: Readonly<Record<string, unknown>>;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly body: unknown;
    readonly responses: AnyResponses;
  };
}

/** Bodies of which nothing is known. */
export interface AnyResponses {
  // oxlint-disable-next-line typescript/no-explicit-any -- what an answer holds is asked by the flow, and judged by the contract
  readonly default: any;
}

/** Statuses that are documented one by one; any where none is. */
export type StatusOf<Responses> = [keyof Responses & number] extends [never] ? number : keyof Responses & number;

/** The documented body of an answer with this status. */
export type BodyOf<Responses, Status extends number> =
  Status extends keyof Responses ? Responses[Status]
    : `${Status}` extends `${infer First}${infer _}` ? (`${First}XX` extends keyof Responses ? Responses[`${First}XX`]
      : 'default' extends keyof Responses ? Responses['default'] : unknown) : unknown;

/** What is given for a call of an operation; parts in which nothing is required may be left out. */
export type GivenFor<Operation extends OperationTypes> =
  Part<'path', Operation['path']> & Part<'query', Operation['query']> & Part<'headers', Operation['headers']> & Part<'body', Operation['body']>;

type Part<Name extends string, Type> =
  [Type] extends [undefined] ? unknown
    : undefined extends Type ? { readonly [Each in Name]?: Type }
      : Record<never, never> extends Type ? { readonly [Each in Name]?: Type } : { readonly [Each in Name]: Type };

/** The argument, which may be left out where none of its parts is required. */
export type Optionally<Given> = Record<never, never> extends Given ? [given?: Given] : [given: Given];
