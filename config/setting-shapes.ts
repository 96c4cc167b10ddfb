import { z } from 'zod';

/** A text that is not empty. */
export const text = (of: string) => z.string({ error: `must be ${of}` }).min(1, { error: `must be ${of}, not empty` });
export const texts = (of: string) => z.array(text(of), { error: 'must be a list' });
export const choice = <const T extends readonly [string, ...string[]]>(...of: T) =>
  z.enum(of, { error: `must be ${of.length === 2 ? of.join(' or ') : `one of ${of.join(', ')}`}` });
export const written = (pattern: RegExp, as: string) => z.string({ error: `must be ${as}` }).regex(pattern, { error: `must be ${as}` });
/** Texts of digits are taken too: flags and environment variables know nothing else. */
export const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  const number = z.int({ error }).min(least, { error }).max(most, { error });
  return z.union([number, z.string().regex(/^\d{1,15}$/, { error }).transform(Number).pipe(number)], { error });
};
export const quantity = (number: z.ZodNumber, pattern: RegExp, as: string) =>
  z.union([number.positive({ error: `must be ${as}` }), written(pattern, as)], { error: `must be ${as}` });
export const environmentName = z.string({ error: 'must be the name of an environment variable' })
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'must be the name of an environment variable: letters, digits and _' });
