import type { Json } from '../../../model/json.ts';
import type { Condition, Sign } from '../condition.ts';
import type { Criterion } from '../criterion.ts';
import { inText, nodesAt } from './render.ts';
import type { Scope } from './scope.ts';
import { at, valueOf } from './value-of.ts';

/** Whether a criterion holds. */
export function holds(criterion: Criterion, scope: Scope): boolean {
  if (criterion.type === 'simple') return isTrue(valueIn(criterion.condition, scope));
  const value = valueOf(criterion.context.expression, scope);
  if (value === undefined) return false;
  return criterion.type === 'regex' ? criterion.pattern.foundIn(inText(value)) : nodesAt(value, criterion.path).length > 0;
}

/** What the criterion looked at, by the words of the document. */
export function seenBy(criterion: Criterion, scope: Scope): Readonly<Record<string, Json>> {
  if (criterion.type !== 'simple') return { [criterion.context.text]: valueOf(criterion.context.expression, scope) ?? missing };
  return Object.fromEntries(operandsIn(criterion.condition).map((operand) => [shown(operand), valueIn(operand, scope) ?? missing]));
}

const missing = '(nothing)';

type Operand = Extract<Condition, { kind: 'expression' }>;

function operandsIn(condition: Condition): readonly Operand[] {
  switch (condition.kind) {
    case 'literal': return [];
    case 'expression': return [condition];
    case 'not': return operandsIn(condition.of);
    default: return [...operandsIn(condition.left), ...operandsIn(condition.right)];
  }
}

function shown({ text, access }: Operand): string {
  return text + access.map((each) => (typeof each === 'number' ? `[${each}]` : /^[\w-]+$/.test(each) ? `.${each}` : `['${each}']`)).join('');
}

function valueIn(condition: Condition, scope: Scope): Json | undefined {
  switch (condition.kind) {
    case 'literal': return condition.value;
    case 'expression': return at(valueOf(condition.expression, scope), condition.access);
    case 'not': return !isTrue(valueIn(condition.of, scope));
    case 'and': return isTrue(valueIn(condition.left, scope)) && isTrue(valueIn(condition.right, scope));
    case 'or': return isTrue(valueIn(condition.left, scope)) || isTrue(valueIn(condition.right, scope));
    case 'compare': return compare(condition.sign, operand(condition.left, scope), operand(condition.right, scope));
  }
}

/** A value by itself, as a condition: what is missing, null, false, zero or empty does not hold. */
function isTrue(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== '';
}

interface OperandValue {
  readonly value: Json | undefined;
  /** A header field or a parameter: text whatever it says, and compared with a number as the number that it says. */
  readonly isText: boolean;
}

function operand(condition: Condition, scope: Scope): OperandValue {
  return { value: valueIn(condition, scope), isText: condition.kind === 'expression' && condition.expression.kind === 'text' };
}

function compare(sign: Sign, left: OperandValue, right: OperandValue): boolean {
  switch (sign) {
    case '==': return areEqual(left, right);
    case '!=': return !areEqual(left, right);
    default: return inOrder(sign, left.value, right.value);
  }
}

function areEqual(left: OperandValue, right: OperandValue): boolean {
  if (left.isText !== right.isText) {
    const [text, other] = left.isText ? [left.value, right.value] : [right.value, left.value];
    if (typeof other === 'number') return numberOf(text) === other;
    if (typeof other === 'boolean') return text === String(other);
  }
  return same(left.value, right.value);
}

/** Texts are compared without regard to case; null equals null and nothing else. */
function same(left: Json | undefined, right: Json | undefined): boolean {
  if (typeof left === 'string' && typeof right === 'string') return folded(left) === folded(right);
  if (left === undefined || right === undefined || left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return left === right && left !== undefined;
  const [one, other] = [Object.entries(left), Object.entries(right)];
  return Array.isArray(left) === Array.isArray(right) && one.length === other.length
    && one.every(([name, value]) => same(value as Json, at(right, [name])));
}

function inOrder(sign: '<' | '<=' | '>' | '>=', left: Json | undefined, right: Json | undefined): boolean {
  const order = orderOf(left, right);
  if (order === undefined) return false;
  return sign === '<' ? order < 0 : sign === '<=' ? order <= 0 : sign === '>' ? order > 0 : order >= 0;
}

/** Below, equal or above zero; undefined where neither can come before the other. */
function orderOf(left: Json | undefined, right: Json | undefined): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') return folded(left) < folded(right) ? -1 : folded(left) > folded(right) ? 1 : 0;
  const [one, other] = [numberOf(left), numberOf(right)];
  return one === undefined || other === undefined ? undefined : one - other;
}

function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}

function folded(text: string): string {
  return text.toLowerCase();
}
