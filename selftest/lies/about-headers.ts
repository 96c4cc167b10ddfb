import type { Json } from '../../model/json.ts';
import { withField } from '../answer-lie.ts';
import { declaredIn } from './about-bodies.ts';
import type { LiesAgainst } from './lying.ts';
import { inAnswers, responseKeyOf } from './lying.ts';

/** Header fields that are not what they should be. */
export const liesAboutHeaders: Readonly<Record<string, LiesAgainst>> = {
  'header-documented': {
    *propose(occasion) {
      const name = occasion.requirement.at.split('/')[4] ?? '';
      const key = responseKeyOf(occasion.requirement);
      const header = [...(declaredIn(occasion)?.headers.values() ?? [])].find((each) => each.name.toLowerCase() === name);
      if (!header) return;
      if (header.required) yield inAnswers(occasion, 'missing', `leaves ${header.name} out`, { responseKey: key, change: (response) => withField(response, header.name, undefined) });
      const { schema } = header;
      const wrong = schema && wrongTexts.find((text) => readings(text).every((value) => !occasion.shop.schemas.validates(schema.pointer, value)));
      if (wrong !== undefined) yield inAnswers(occasion, 'wrong', `sends ${header.name}: ${wrong.slice(0, 40)}`, { responseKey: key, change: (response) => withField(response, header.name, wrong) });
      else if (!header.required) yield { because: 'Its schema allows any text.' };
    },
  },
};

const wrongTexts: readonly string[] = ['not a valid value!', '-1.5', '0', '99999999999999', 'x', 'x'.repeat(5_000)];

/** What a field may be read as. */
function readings(text: string): readonly Json[] {
  const items = text.split(',').map((item) => item.trim());
  const number = Number.isFinite(Number(text)) ? [Number(text)] : [];
  return [text, ...number, items, ...(number.length > 0 ? [[...number]] : [])];
}
