// Fills the list of requirements from the data in the page, a part at a time, filters it, and copies commands. Texts stay texts.
/** @import { PageData, RowText } from './page-data.ts' */
/** @typedef {Readonly<Record<string, unknown>>} Values */
'use strict';
{
  const step = 100;
  /** @type {PageData} */
  const run = JSON.parse(the('run').textContent ?? '');
  const outcomes = new Map(run.outcomes.map((each) => [each.kind, each]));
  const exchanges = new Map(run.exchanges);
  const searched = run.rows.map(({ id, statement, operation, rule }) => [id, statement, operation, rule].join('\n').toLowerCase());
  const [form, list, shown, more, said] = [/** @type {HTMLFormElement} */ (document.querySelector('form.filters')), the('list'), the('shown'), /** @type {HTMLButtonElement} */ (the('more')), the('said')];
  /** What is folded up is made when it is opened. @type {WeakMap<Element, () => Node>} */
  const folded = new WeakMap();
  /** @type {readonly RowText[]} */
  let found = run.rows;

  document.documentElement.classList.add('with-script');
  for (const link of document.querySelectorAll('a[data-filter]')) link.setAttribute('href', `#${link.getAttribute('data-filter')}`);
  for (const link of document.querySelectorAll('a[data-requirement]')) link.setAttribute('href', linkTo(link.getAttribute('data-requirement') ?? ''));
  document.addEventListener('toggle', ({ target }) => { if (target instanceof HTMLDetailsElement && target.open) unfold(target); }, true);
  document.addEventListener('click', ({ target }) => {
    const element = target instanceof Element ? target : undefined;
    const button = element?.closest('button[data-copy]');
    if (button) void copy(button);
    // What is asked for a second time changes no address.
    if (element?.closest('a')?.getAttribute('href') === location.hash) arrive();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(filter));
  form.addEventListener('input', filter);
  more.addEventListener('click', () => show(list.childElementCount));
  addEventListener('hashchange', arrive);
  addEventListener('beforeprint', () => { for (const details of document.querySelectorAll('details')) if (details.closest('#findings, #undecided')) details.open = true; });
  find();
  arrive();

  /** @param {string} id */
  function the(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /** @param {string} id */
  function linkTo(id) {
    return `#${new URLSearchParams({ requirement: id })}`;
  }

  /** The form as its fields stand. */
  function wanted() {
    return /** @type {Readonly<Record<string, string>>} */ (Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== '')));
  }

  /** Finds what the form asks for, and notes it in the address so that it can be handed on. */
  function filter() {
    try {
      history.replaceState(null, '', `#${new URLSearchParams(wanted())}`);
    } catch {
      // Some viewers of files have no address.
    }
    find();
  }

  function find() {
    const { text = '', outcome, level, suite, operation } = wanted();
    const words = text.toLowerCase().split(/\s+/);
    found = run.rows.filter((row, index) => (outcome === undefined || row.kind === outcome) && (level === undefined || row.level === level) && (suite === undefined || row.suite === suite)
      && (operation === undefined || row.operation === operation) && words.every((word) => searched[index]?.includes(word)));
    list.replaceChildren();
    show(0);
  }

  /** Shows the next of what was found; one who asked for them goes on at the first of them. @param {number} from */
  function show(from) {
    list.append(...found.slice(from, from + step).map(item));
    const there = list.childElementCount;
    shown.textContent = found.length === 0 ? 'No requirement is like this.' : `Showing ${there} of ${found.length}${found.length < run.rows.length ? ` found among ${run.rows.length}` : ''}.`;
    more.hidden = there >= found.length;
    more.textContent = `Show ${Math.min(step, found.length - there)} more`;
    if (from > 0) list.children[from]?.querySelector('summary')?.focus();
  }

  /** Goes to what the address asks for. */
  function arrive() {
    if (!location.hash.includes('=')) return;
    const asked = new URLSearchParams(location.hash.slice(1));
    const id = asked.get('requirement');
    for (const field of form.elements) if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = (field.name === 'text' ? id : null) ?? asked.get(field.name) ?? '';
    find();
    const at = found.findIndex((row) => row.id === id);
    while (at >= list.childElementCount) show(list.childElementCount);
    const details = list.children[at]?.querySelector('details');
    if (details) details.open = true;
    const goal = details?.querySelector('summary') ?? the('requirements-title');
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: 'start' });
  }

  /** @param {RowText} row */
  function item(row) {
    const { sign, word } = outcomes.get(row.kind) ?? { sign: '', word: row.kind };
    const made = filled('requirement-pattern', { ...row, sign, word, place: [row.operation, row.rule].filter(Boolean).join(' · ') });
    folded.set(/** @type {Element} */ (made.firstElementChild), () => body(row));
    return made;
  }

  /** @param {RowText} row */
  function body(row) {
    const clause = run.clauses[row.clause];
    const made = filled('body-pattern', {
      ...row, clause: clause?.title, clauseUrl: clause?.url, link: linkTo(row.id), strength: `${row.level}${row.free ? ', does not block the verdict' : ''}`,
      reason: row.reason === undefined ? undefined : run.reasons[row.reason],
      without: row.evidence.length === 0 ? 'No exchange decided it.' : undefined,
      evidence: row.evidence.map((id) => ({ exchange: id, title: `Exchange ${id}${exchanges.has(id) ? `: ${exchanges.get(id)?.purpose}` : ''}` })),
    });
    for (const details of made.querySelectorAll('details')) folded.set(details, () => evidence(details.dataset['exchange'] ?? ''));
    return made;
  }

  /** @param {string} id */
  function evidence(id) {
    const exchange = exchanges.get(id);
    if (exchange) return filled('exchange-pattern', { ...exchange });
    const sentence = document.createElement('p');
    sentence.textContent = `This page has no room for it: ${id} stands in run.ndjson.`;
    return sentence;
  }

  /** @param {HTMLDetailsElement} details */
  function unfold(details) {
    const make = folded.get(details);
    folded.delete(details);
    if (make) details.append(make());
  }

  /** A copy of a pattern with values in it. @param {string} pattern @param {Values} values */
  function filled(pattern, values) {
    const { content } = /** @type {HTMLTemplateElement} */ (the(pattern));
    return fill(/** @type {Element} */ (/** @type {Element} */ (content.firstElementChild).cloneNode(true)), values);
  }

  /** Lists come first: what is marked inside of them belongs to their items. @param {Element} root @param {Values} values */
  function fill(root, values) {
    for (const [place, name] of marked(root, 'data-each')) {
      const pattern = /** @type {Element} */ (place.firstElementChild);
      const items = /** @type {readonly Values[]} */ (values[name] ?? []);
      place.replaceChildren(...items.map((each) => fill(/** @type {Element} */ (pattern.cloneNode(true)), each)));
      if (items.length === 0) place.remove();
    }
    for (const [place, name] of marked(root, 'data-part')) if (values[name] === undefined) place.remove();
    for (const [place, name] of marked(root, 'data-text')) place.replaceChildren(...(place.localName === 'pre' ? [String(values[name] ?? '')] : breakable(String(values[name] ?? ''))));
    for (const [place, name] of marked(root, 'data-set')) place.setAttribute(`data-${name}`, String(values[name] ?? ''));
    for (const [place, name] of marked(root, 'data-href')) if (values[name] !== undefined) place.setAttribute('href', String(values[name]));
    return root;
  }

  /** A text with places where it may break; see breakable.ts. @param {string} text */
  function breakable(text) {
    return text.split(/(?<=[a-z\d])(?=[A-Z])|(?<=[/._~@#?&=-])(?=[^/._~@#?&=-])/).flatMap((part, index) => (index === 0 ? [part] : [document.createElement('wbr'), part]));
  }

  /** The marked places, each with its mark, which is taken away. @param {Element} root @param {string} mark */
  function marked(root, mark) {
    return [root, ...root.querySelectorAll(`[${mark}]`)].flatMap((place) => {
      const name = place.getAttribute(mark);
      place.removeAttribute(mark);
      return name === null ? [] : [/** @type {const} */ ([place, name])];
    });
  }

  /** @param {Element} button */
  async function copy(button) {
    const command = button.parentElement?.querySelector('pre');
    if (!command) return;
    try {
      await navigator.clipboard.writeText(command.textContent ?? '');
      said.textContent = 'Copied.';
    } catch {
      getSelection()?.selectAllChildren(command);
      said.textContent = 'Selected: copy it with the keyboard.';
    }
    const before = button.textContent;
    button.textContent = said.textContent;
    setTimeout(() => { [button.textContent, said.textContent] = [before, '']; }, 2_000);
  }
}
