import type { Access, Expression } from './expression.ts';
import { tokensOf, type Token } from './condition-tokens.ts';

/** A condition of the type `simple`, taken apart. */
export type Condition =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  /** As it was written, and what it means; what stood in brackets comes after. */
  | { readonly kind: 'expression'; readonly text: string; readonly expression: Expression; readonly access: Access }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'compare'; readonly sign: Sign; readonly left: Condition; readonly right: Condition };

/** How two values are compared. */
export type Sign = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A condition, or why a text is none. */
export type ParsedCondition = { readonly condition: Condition } | { readonly why: string };

/** Nested deeper than this nobody reads it, and neither do we. */
const deepest = 100;

class NoCondition extends Error {}

/** Reads a condition. It is parsed, never run as code. */
export function parseCondition(text: string): ParsedCondition {
  const tokens = tokensOf(text);
  if ('why' in tokens) return tokens;
  try {
    return { condition: parsed(tokens.tokens) };
  } catch (thrown) {
    if (thrown instanceof NoCondition) return { why: thrown.message };
    throw thrown;
  }
}

function parsed(tokens: readonly Token[]): Condition {
  let at = 0;
  let depth = 0;
  const sign = (): string | undefined => {
    const token = tokens[at];
    return token?.kind === 'sign' ? token.text : undefined;
  };
  const took = (...texts: readonly string[]): boolean => {
    const found = texts.includes(sign() ?? '');
    if (found) at++;
    return found;
  };

  const either = (): Condition => {
    if (++depth > deepest) throw new NoCondition(`it is nested more than ${deepest} levels deep`);
    let left = both();
    while (took('||')) left = { kind: 'or', left, right: both() };
    depth--;
    return left;
  };
  const both = (): Condition => {
    let left = comparison();
    while (took('&&')) left = { kind: 'and', left, right: comparison() };
    return left;
  };
  const comparison = (): Condition => {
    const left = negation();
    const found = sign();
    if (!isSign(found)) return left;
    at++;
    const right = negation();
    if (isSign(sign())) throw new NoCondition(`comparisons cannot be chained; join two of them with && instead`);
    return { kind: 'compare', sign: found, left, right };
  };
  const negation = (): Condition => {
    if (!took('!')) return primary();
    if (++depth > deepest) throw new NoCondition(`it is nested more than ${deepest} levels deep`);
    const of = negation();
    depth--;
    return { kind: 'not', of };
  };
  const primary = (): Condition => {
    const token = tokens[at];
    if (!token) throw new NoCondition('it ends where a value should stand');
    at++;
    if (token.kind === 'literal') return token;
    if (token.kind === 'expression') return { kind: 'expression', text: token.text, expression: token.expression, access: accesses() };
    const text = token.kind === 'sign' ? token.text : `.${token.name}`;
    if (text !== '(') throw new NoCondition(`${JSON.stringify(text)} stands at character ${token.at + 1}, where a value should stand`);
    const inner = either();
    if (!took(')')) throw new NoCondition('a parenthesis is not closed');
    return inner;
  };
  const accesses = (): Access => {
    const access: (string | number)[] = [];
    for (;;) {
      const token = tokens[at];
      if (token?.kind === 'member') {
        access.push(token.name);
        at++;
      } else if (took('[')) {
        const index = tokens[at];
        if (index?.kind !== 'literal' || (typeof index.value !== 'string' && !(typeof index.value === 'number' && Number.isInteger(index.value) && index.value >= 0))) {
          throw new NoCondition('in brackets stands an index such as [0], or a quoted name');
        }
        access.push(index.value);
        at++;
        if (!took(']')) throw new NoCondition('a bracket is not closed');
      } else {
        return access;
      }
    }
  };

  const condition = either();
  const rest = tokens[at];
  if (rest) throw new NoCondition(`it goes on at character ${rest.at + 1} where it should have ended`);
  return condition;
}

function isSign(text: string | undefined): text is Sign {
  return text === '==' || text === '!=' || text === '<' || text === '<=' || text === '>' || text === '>=';
}

/** Every expression in a condition. */
export function expressionsInCondition(condition: Condition): readonly Expression[] {
  switch (condition.kind) {
    case 'literal': return [];
    case 'expression': return [condition.expression];
    case 'not': return expressionsInCondition(condition.of);
    default: return [...expressionsInCondition(condition.left), ...expressionsInCondition(condition.right)];
  }
}
