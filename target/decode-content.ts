import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import type { Failure } from './transport-failure.ts';

/** What we understand, and say so. */
export const acceptEncoding = 'gzip, deflate, br';

type Decoder = (bytes: Uint8Array, limit: { readonly maxOutputLength: number }) => Promise<Buffer>;

const zlibOf: Decoder = promisify(inflate);
const rawOf: Decoder = promisify(inflateRaw);
const gunzipOf: Decoder = promisify(gunzip);

const decoders: Readonly<Record<string, Decoder>> = {
  'gzip': gunzipOf,
  'x-gzip': gunzipOf,
  // Half the world sends raw deflate under this name, and browsers take both.
  'deflate': (bytes, limit) => (hasZlibHeader(bytes) ? zlibOf : rawOf)(bytes, limit),
  'br': promisify(brotliDecompress),
};

const mostCodings = 4;

/** Removes the content codings that a Content-Encoding field lists; never makes more than `limit` bytes. */
export async function decodeContent(bytes: Buffer, contentEncoding: string, limit: number): Promise<Buffer | Failure> {
  const codings = contentEncoding.split(',').map((coding) => coding.trim().toLowerCase()).filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > mostCodings) return { code: 'bad-encoding', what: `The body is encoded ${codings.length} times over.` };
  let decoded = bytes;
  for (const coding of codings.reverse()) {
    const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
    if (!decode) return { code: 'bad-encoding', what: `The body stands in Content-Encoding ${JSON.stringify(coding)}, though only ${acceptEncoding} was asked for.` };
    try {
      decoded = await decode(decoded, { maxOutputLength: Math.max(1, limit) });
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
        ? { code: 'too-large', what: `The body is larger than ${limit} bytes once its ${coding} is removed.` }
        : { code: 'bad-encoding', what: `The body is not the ${coding} that its Content-Encoding says.` };
    }
  }
  return decoded;
}

function hasZlibHeader([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && ((first << 8) + second) % 31 === 0;
}
