const form = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;

/** All answers of one second say the same. */
let last: { readonly text: string; readonly is: boolean } | undefined;

/** Whether a text is a date as RFC 9110, section 5.6.7, wants it sent; the day of the week must be that of the day. */
export function isHttpDate(text: string): boolean {
  if (last?.text !== text) last = { text, is: isDate(text) };
  return last.is;
}

function isDate(text: string): boolean {
  if (!form.test(text)) return false;
  const time = Date.parse(text.replace(/:60 GMT$/, ':59 GMT'));
  return Number.isFinite(time) && new Date(time).toUTCString().slice(0, 16) === text.slice(0, 16);
}
