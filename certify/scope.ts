/** What a verified bundle or a certificate says, in the same words everywhere. */
export function scopeOf(assurance: string): string {
  return `At these times the endpoint behaved as the description requires for every applicable MUST of the profile, except the waivers listed. Assurance: ${assurance}. This does not show what software or data is behind the endpoint, behaviour outside these checks, or behaviour after this time.`;
}
