/** An exact decimal: `units` of 10 to the power of minus `places`. Floating point would lose cents. */
export interface Decimal {
  readonly units: bigint;
  readonly places: number;
}

/** A decimal such as `12.50`; undefined when the text is none. */
export function decimal(text: unknown): Decimal | undefined {
  if (typeof text !== 'string') return undefined;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,60})(?:\.(\d{1,60}))?$/.exec(text) ?? [];
  if (whole === '') return undefined;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, places: fraction.length };
}

/** The exact sum. */
export function sum(all: Iterable<Decimal>): Decimal {
  let total: Decimal = { units: 0n, places: 0 };
  for (const each of all) {
    const places = Math.max(total.places, each.places);
    total = { units: scaled(total, places) + scaled(each, places), places };
  }
  return total;
}

/** Whether two decimals are one number, however they are written. */
export function equal(one: Decimal, other: Decimal): boolean {
  return compare(one, other) === 0;
}

/** Below zero when the first is the smaller one. */
export function compare(one: Decimal, other: Decimal): number {
  const places = Math.max(one.places, other.places);
  const difference = scaled(one, places) - scaled(other, places);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** As it is written, without zeros at the end. */
export function written({ units, places }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, digits.length - places)}${places === 0 || fraction === '' ? '' : `.${fraction}`}`;
}

function scaled({ units, places }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - places);
}
