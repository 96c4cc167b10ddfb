/** Whether a number is a whole multiple of another, reckoned on their decimal digits: 19.99 is one of 0.01. */
export function isMultipleOf(value: number, divisor: number): boolean {
  // Beyond 2^53 the number that was sent is no longer known exactly.
  if (!(divisor > 0) || !Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return true;
  const a = decimal(value);
  const b = decimal(divisor);
  const places = Math.max(a.places, b.places);
  return (a.digits * 10n ** BigInt(places - a.places)) % (b.digits * 10n ** BigInt(places - b.places)) === 0n;
}

/** The shortest decimal that means the number: digits / 10^places. */
function decimal(number: number): { readonly digits: bigint; readonly places: number } {
  const [mantissa = '0', exponent = '0'] = String(Math.abs(number)).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}
