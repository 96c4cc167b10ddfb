/** The greatest multiple of a step that is not above a bound. */
export function multipleAtMost(bound: number, step: number): number {
  return tidy(Math.floor(quotient(bound, step)) * step);
}

/** The least multiple of a step that is not below a bound. */
export function multipleAtLeast(bound: number, step: number): number {
  return tidy(Math.ceil(quotient(bound, step)) * step);
}

/** The nearest multiple beyond a bound. */
export function multipleBeyond(bound: number, step: number, direction: 1 | -1): number {
  const whole = quotient(bound, step);
  return tidy((direction === 1 ? Math.floor(whole) + 1 : Math.ceil(whole) - 1) * step);
}

/** 0.3 / 0.1 is a little less than 3 in binary, and 3 in the description. */
function quotient(bound: number, step: number): number {
  const exact = bound / step;
  const whole = Math.round(exact);
  return Math.abs(exact - whole) <= 1e-9 * Math.max(1, Math.abs(exact)) ? whole : exact;
}

/** 3 * 0.1 is a little more than 0.3 in binary: nobody must be told apart by that. */
function tidy(number: number): number {
  return Number.isInteger(number) ? number + 0 : Number(number.toPrecision(15));
}
