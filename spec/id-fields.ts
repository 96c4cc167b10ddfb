/** The parameter's own name in its usual spellings, then what an element of the collection may call its id. */
export function idFieldsFor(name: string, collection: string): readonly string[] {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  const snake = words.join('_');
  const camel = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  const singular = collection.replace(/ies$/, 'y').replace(/s$/, '');
  const suffix = words.at(-1) ?? 'id';
  return [...new Set([name, snake, camel]), ...new Set([suffix, 'id', 'uuid', 'key', 'slug', 'name', `${singular}_id`, `${singular}Id`].filter((each) => each !== name && each !== snake && each !== camel))];
}
