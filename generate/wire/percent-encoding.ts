/** Everything but unreserved characters (RFC 3986) as percent-encoded UTF-8; a lone surrogate becomes U+FFFD. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** As `allowReserved` asks: reserved characters stay, but for those that would end the value. */
export function percentEncodedButReserved(text: string): string {
  return percentEncoded(text).replaceAll(/%(2F|3A|3F|40|21|24|27|28|29|2A|2C|3B)/g, (code) => decodeURIComponent(code));
}

function wellFormed(text: string): string {
  return text.replaceAll(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
