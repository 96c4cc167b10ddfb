import type { Fault } from './fault.ts';
import { acceptedForLater } from './faults/accepted-for-later.ts';
import { amountInExponents } from './faults/amount-in-exponents.ts';
import { anyLength } from './faults/any-length.ts';
import { anyOrder } from './faults/any-order.ts';
import { anyProperty } from './faults/any-property.ts';
import { anySymbol } from './faults/any-symbol.ts';
import { anyToken } from './faults/any-token.ts';
import { anyTypeOfTransaction } from './faults/any-type-of-transaction.ts';
import { backAndForth } from './faults/back-and-forth.ts';
import { balanceAsNumber } from './faults/balance-as-number.ts';
import { breaksOnBrokenJson } from './faults/breaks-on-broken-json.ts';
import { breaksOnFailing } from './faults/breaks-on-failing.ts';
import { breaksOnMalformedIds } from './faults/breaks-on-malformed-ids.ts';
import { breaksOnWords } from './faults/breaks-on-words.ts';
import { calledHtml } from './faults/called-html.ts';
import { choked } from './faults/choked.ts';
import { countsTwice } from './faults/counts-twice.ts';
import { createdEachTime } from './faults/created-each-time.ts';
import { deactivatesNobody } from './faults/deactivates-nobody.ts';
import { endlessRequestId } from './faults/endless-request-id.ts';
import { errorWithoutCode } from './faults/error-without-code.ts';
import { findsAllForNothing } from './faults/finds-all-for-nothing.ts';
import { halfAnAccount } from './faults/half-an-account.ts';
import { hidesFromStrangers } from './faults/hides-from-strangers.ts';
import { idWithoutForm } from './faults/id-without-form.ts';
import { jsonCutOff } from './faults/json-cut-off.ts';
import { limitCutDown } from './faults/limit-cut-down.ts';
import { limitRounded } from './faults/limit-rounded.ts';
import { limitZero } from './faults/limit-zero.ts';
import { listForgets } from './faults/list-forgets.ts';
import { listNotWrapped } from './faults/list-not-wrapped.ts';
import { looksAtTheBeginning } from './faults/looks-at-the-beginning.ts';
import { lostInTheDeep } from './faults/lost-in-the-deep.ts';
import { malformedIdBreaksIt } from './faults/malformed-id-breaks-it.ts';
import { moreWithoutCursor } from './faults/more-without-cursor.ts';
import { namesAnother } from './faults/names-another.ts';
import { neverExpires } from './faults/never-expires.ts';
import { noChallenge } from './faults/no-challenge.ts';
import { notANumber } from './faults/not-a-number.ts';
import { notCalledAnything } from './faults/not-called-anything.ts';
import { notUtf8 } from './faults/not-utf-8.ts';
import { nothingSaid } from './faults/nothing-said.ts';
import { nullForATime } from './faults/null-for-a-time.ts';
import { obeysStrangers } from './faults/obeys-strangers.ts';
import { onceOnly } from './faults/once-only.ts';
import { onlySaysSo } from './faults/only-says-so.ts';
import { openDoor } from './faults/open-door.ts';
import { rankFromZero } from './faults/rank-from-zero.ts';
import { refusesAMember } from './faults/refuses-a-member.ts';
import { refusesNoAccounts } from './faults/refuses-no-accounts.ts';
import { refusesTheMaximum } from './faults/refuses-the-maximum.ts';
import { refusesZero } from './faults/refuses-zero.ts';
import { sameItemTwice } from './faults/same-item-twice.ts';
import { sameNameTwice } from './faults/same-name-twice.ts';
import { searchesForNothing } from './faults/searches-for-nothing.ts';
import { silentOnBrokenJson } from './faults/silent-on-broken-json.ts';
import { sortsByAnything } from './faults/sorts-by-anything.ts';
import { headSaysGone } from './faults/head-says-gone.ts';
import { obeysTrace } from './faults/obeys-trace.ts';
import { forgetsAllow } from './faults/forgets-allow.ts';
import { allowsNothing } from './faults/allows-nothing.ts';
import { breaksOnAccept } from './faults/breaks-on-accept.ts';
import { modifiedYesterday } from './faults/modified-yesterday.ts';
import { comesBackSoon } from './faults/comes-back-soon.ts';
import { showsItsStack } from './faults/shows-its-stack.ts';
import { status601 } from './faults/status-601.ts';
import { stillActiveItSays } from './faults/still-active-it-says.ts';
import { stumblesOverItsDead } from './faults/stumbles-over-its-dead.ts';
import { takesNobodyForEverybody } from './faults/takes-nobody-for-everybody.ts';
import { takesOneMore } from './faults/takes-one-more.ts';
import { teapot } from './faults/teapot.ts';
import { tooManyProviders } from './faults/too-many-providers.ts';
import { unknownProviderStatus } from './faults/unknown-provider-status.ts';
import { userWithoutEmail } from './faults/user-without-email.ts';
import { wrongShape } from './faults/wrong-shape.ts';
import { lostBetweenPages } from './faults/lost-between-pages.ts';
import { shownOnTwoPages } from './faults/shown-on-two-pages.ts';
import { moreThanAskedFor } from './faults/more-than-asked-for.ts';
import { statusInapplicable } from './faults/status-passed-over.ts';
import { anyCursor } from './faults/any-cursor.ts';
import { showsWhoIsThere } from './faults/shows-who-is-there.ts';

const table: readonly Fault[] = [
  userWithoutEmail,
  balanceAsNumber,
  unknownProviderStatus,
  idWithoutForm,
  wrongShape,
  nullForATime,
  moreWithoutCursor,
  rankFromZero,
  amountInExponents,
  errorWithoutCode,
  listNotWrapped,
  jsonCutOff,
  nothingSaid,
  notUtf8,
  notANumber,
  calledHtml,
  notCalledAnything,
  acceptedForLater,
  createdEachTime,
  breaksOnFailing,
  teapot,
  status601,
  sameNameTwice,
  noChallenge,
  endlessRequestId,
  refusesTheMaximum,
  refusesAMember,
  refusesZero,
  refusesNoAccounts,
  limitCutDown,
  limitZero,
  limitRounded,
  breaksOnWords,
  anyOrder,
  anyTypeOfTransaction,
  anySymbol,
  tooManyProviders,
  malformedIdBreaksIt,
  anyProperty,
  anyLength,
  searchesForNothing,
  sameItemTwice,
  halfAnAccount,
  sortsByAnything,
  breaksOnBrokenJson,
  silentOnBrokenJson,
  findsAllForNothing,
  lostInTheDeep,
  choked,
  openDoor,
  hidesFromStrangers,
  looksAtTheBeginning,
  anyToken,
  neverExpires,
  onlySaysSo,
  namesAnother,
  stillActiveItSays,
  takesOneMore,
  onceOnly,
  backAndForth,
  deactivatesNobody,
  breaksOnMalformedIds,
  obeysStrangers,
  listForgets,
  countsTwice,
  stumblesOverItsDead,
  headSaysGone,
  obeysTrace,
  forgetsAllow,
  allowsNothing,
  breaksOnAccept,
  modifiedYesterday,
  comesBackSoon,
  showsItsStack,
  lostBetweenPages,
  shownOnTwoPages,
  moreThanAskedFor,
  statusInapplicable,
  anyCursor,
  showsWhoIsThere,
  takesNobodyForEverybody,
];

/** The lies, by id. */
export const faults: Readonly<Record<string, Fault>> = Object.fromEntries(table.map((fault) => [fault.id, fault]));
