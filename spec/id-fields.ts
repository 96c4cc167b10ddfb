/** What may name a thing, and may as well be shared by several. */
const sayings = ['key', 'slug', 'name'];

/** The parameter's own name in its usual spellings, then what an element of the collection may call its id. */
export function idFieldsFor(name: string, collection: string): readonly string[] {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  const snake = words.join('_');
  const camel = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  const singular = collection.replace(/ies$/, 'y').replace(/s$/, '');
  const suffix = words.at(-1) ?? 'id';
  return [...new Set([name, snake, camel]), ...new Set([suffix, 'id', 'uuid', `${singular}_id`, `${singular}Id`, ...sayings].filter((each) => each !== name && each !== snake && each !== camel))];
}

/** Those of these fields by which things are told apart: names that several may share are left out, unless paths take them. */
export function distinguishing(fields: readonly string[]): readonly string[] {
  return fields.filter((field, index) => index === 0 || !sayings.includes(field));
}
