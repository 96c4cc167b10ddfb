/** An amount as a whole number of 10⁻¹⁸, so that sums are exact. */
export type Money = bigint;

const places = 18;
const one: Money = 10n ** 18n;

/** A decimal such as `12.5`, with at most 18 places. */
export function money(text: string): Money {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * one + BigInt(fraction.padEnd(places, '0'));
}

/** The shortest decimal that says the same. */
export function decimal(amount: Money): string {
  const fraction = (amount % one).toString().padStart(places, '0').replace(/0+$/, '');
  return `${amount / one}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A product, cut off after 18 places. */
export function times(amount: Money, price: Money): Money {
  return (amount * price) / one;
}

/** The exact sum. */
export function sum(amounts: Iterable<Money>): Money {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/** Dollars, as the API writes them. */
export function dollars(amount: Money): { readonly amount: string; readonly currency: string } {
  return { amount: decimal(amount), currency: 'USD' };
}
