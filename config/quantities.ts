const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };
const bytes: Readonly<Record<string, number>> = { B: 1, kB: 1_000, MB: 1_000_000, KiB: 1_024, MiB: 1_048_576 };
const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };

/** How a duration is written. */
export const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m)$/;
/** How an amount of bytes is written. */
export const sizePattern = /^(\d+(?:\.\d+)?)(B|kB|MB|KiB|MiB)?$/;
/** How a rate is written. */
export const ratePattern = /^(\d+(?:\.\d+)?)(?:\/(s|m|h))?$/;

/** `10s`, `500ms`, `2m`; in milliseconds. A bare number is refused: 10 could mean either. */
export function readDuration(text: string): number | undefined {
  const [, amount, unit] = durationPattern.exec(text) ?? [];
  return amount === undefined ? undefined : Math.round(Number(amount) * (milliseconds[unit ?? 'ms'] ?? 1));
}

/** `10MB`, `512KiB`, or a bare number of bytes; in bytes. */
export function readSize(text: string): number | undefined {
  const [, amount, unit] = sizePattern.exec(text) ?? [];
  return amount === undefined ? undefined : Math.round(Number(amount) * (bytes[unit ?? 'B'] ?? 1));
}

/** `20`, `20/s`, `600/m`; in requests per second. */
export function readRate(text: string): number | undefined {
  const [, amount, unit] = ratePattern.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) / (seconds[unit ?? 's'] ?? 1);
}
