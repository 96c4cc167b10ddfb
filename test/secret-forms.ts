/** Every form in which a secret would still be one. */
export function secretForms(secret: string): readonly string[] {
  const percent = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, json, JSON.stringify(json).slice(1, -1), percent, percent.replaceAll(/%../g, (code) => code.toLowerCase()), new URLSearchParams({ a: secret }).toString().slice(2), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('base64').replace(/=+$/, ''), Buffer.from(secret).toString('base64url')])];
}
