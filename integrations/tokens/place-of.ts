/** A URL as it is shown: its query may hold a secret. */
export function placeOf(url: string): string {
  return url.split(/[?#]/)[0] ?? url;
}
