import type { Fault } from './fault.ts';
import { aCentOver } from './faults/a-cent-over.ts';
import { aCentTooMuch } from './faults/a-cent-too-much.ts';
import { aTradeTooMany } from './faults/a-trade-too-many.ts';
import { acceptedForLater } from './faults/accepted-for-later.ts';
import { acceptedWithAFilter } from './faults/accepted-with-a-filter.ts';
import { accountTwice } from './faults/account-twice.ts';
import { accountsDoNotCount } from './faults/accounts-do-not-count.ts';
import { accountsOfAllProviders } from './faults/accounts-of-all-providers.ts';
import { accountsTurnedRound } from './faults/accounts-turned-round.ts';
import { addressWithoutForm } from './faults/address-without-form.ts';
import { addsInFloatingPoint } from './faults/adds-in-floating-point.ts';
import { allAssetsAtAUser } from './faults/all-assets-at-a-user.ts';
import { allButOne } from './faults/all-but-one.ts';
import { allTypesAtAUser } from './faults/all-types-at-a-user.ts';
import { allowsDeletionOnly } from './faults/allows-deletion-only.ts';
import { allowsNothing } from './faults/allows-nothing.ts';
import { amountInExponents } from './faults/amount-in-exponents.ts';
import { anotherLimitLater } from './faults/another-limit-later.ts';
import { anyCursor } from './faults/any-cursor.ts';
import { anyLength } from './faults/any-length.ts';
import { anyOrder } from './faults/any-order.ts';
import { anyProperty } from './faults/any-property.ts';
import { anyStatusOfAccounts } from './faults/any-status-of-accounts.ts';
import { anySymbol } from './faults/any-symbol.ts';
import { anyToken } from './faults/any-token.ts';
import { anyTypeOfTransaction } from './faults/any-type-of-transaction.ts';
import { anyUserAtAll } from './faults/any-user-at-all.ts';
import { assetsOfAllKinds } from './faults/assets-of-all-kinds.ts';
import { assetsOfAllProviders } from './faults/assets-of-all-providers.ts';
import { assetsOfAllTime } from './faults/assets-of-all-time.ts';
import { assetsOfSomebodyElse } from './faults/assets-of-somebody-else.ts';
import { backAndForth } from './faults/back-and-forth.ts';
import { backInThePast } from './faults/back-in-the-past.ts';
import { balanceAsNumber } from './faults/balance-as-number.ts';
import { balanceForEverybody } from './faults/balance-for-everybody.ts';
import { balanceOfAllAssets } from './faults/balance-of-all-assets.ts';
import { beforeAllTime } from './faults/before-all-time.ts';
import { beginsAgain } from './faults/begins-again.ts';
import { beginsTooLate } from './faults/begins-too-late.ts';
import { blamesTheUnknown } from './faults/blames-the-unknown.ts';
import { breaksOnAccept } from './faults/breaks-on-accept.ts';
import { breaksOnBrokenJson } from './faults/breaks-on-broken-json.ts';
import { breaksOnFailing } from './faults/breaks-on-failing.ts';
import { breaksOnMalformedIds } from './faults/breaks-on-malformed-ids.ts';
import { breaksOnUnknownUsers } from './faults/breaks-on-unknown-users.ts';
import { breaksOnWords } from './faults/breaks-on-words.ts';
import { breaksOnZero } from './faults/breaks-on-zero.ts';
import { calledHtml } from './faults/called-html.ts';
import { capabilityTwice } from './faults/capability-twice.ts';
import { choked } from './faults/choked.ts';
import { clockOfItsOwn } from './faults/clock-of-its-own.ts';
import { codeOfItsOwn } from './faults/code-of-its-own.ts';
import { comesBackSoon } from './faults/comes-back-soon.ts';
import { confidenceInPerCent } from './faults/confidence-in-per-cent.ts';
import { consentsOfItsOwn } from './faults/consents-of-its-own.ts';
import { countsAllAsActive } from './faults/counts-all-as-active.ts';
import { countsEverywhere } from './faults/counts-everywhere.ts';
import { countsOneTooMany } from './faults/counts-one-too-many.ts';
import { countsTwice } from './faults/counts-twice.ts';
import { createdEachTime } from './faults/created-each-time.ts';
import { currencyInSmallLetters } from './faults/currency-in-small-letters.ts';
import { customerNotFound } from './faults/customer-not-found.ts';
import { dateInWords } from './faults/date-in-words.ts';
import { deactivatesNobody } from './faults/deactivates-nobody.ts';
import { downForAFilter } from './faults/down-for-a-filter.ts';
import { endWithoutStart } from './faults/end-without-start.ts';
import { endlessRequestId } from './faults/endless-request-id.ts';
import { endsTooEarly } from './faults/ends-too-early.ts';
import { errorWithoutCode } from './faults/error-without-code.ts';
import { feesOffByACent } from './faults/fees-off-by-a-cent.ts';
import { fewerThanNoAccounts } from './faults/fewer-than-no-accounts.ts';
import { findsAllForNothing } from './faults/finds-all-for-nothing.ts';
import { findsNobody } from './faults/finds-nobody.ts';
import { findsStrangers } from './faults/finds-strangers.ts';
import { firstOfSeveralProviders } from './faults/first-of-several-providers.ts';
import { firstPageOfASearch } from './faults/first-page-of-a-search.ts';
import { forbidsStrangers } from './faults/forbids-strangers.ts';
import { forgetsAllow } from './faults/forgets-allow.ts';
import { forgetsAnAccount } from './faults/forgets-an-account.ts';
import { forgetsAnAsset } from './faults/forgets-an-asset.ts';
import { forgetsWhatWasSent } from './faults/forgets-what-was-sent.ts';
import { forgetsWhen } from './faults/forgets-when.ts';
import { goesInCircles } from './faults/goes-in-circles.ts';
import { halfAnAccount } from './faults/half-an-account.ts';
import { headSaysGone } from './faults/head-says-gone.ts';
import { hidesFromStrangers } from './faults/hides-from-strangers.ts';
import { idWithoutForm } from './faults/id-without-form.ts';
import { inItsOwnWords } from './faults/in-its-own-words.ts';
import { jsonCutOff } from './faults/json-cut-off.ts';
import { knowsTradesOnly } from './faults/knows-trades-only.ts';
import { lastOfSeveralAssets } from './faults/last-of-several-assets.ts';
import { letsReadersWrite } from './faults/lets-readers-write.ts';
import { limitAlways100 } from './faults/limit-always-100.ts';
import { limitCutDown } from './faults/limit-cut-down.ts';
import { limitOfOne } from './faults/limit-of-one.ts';
import { limitRounded } from './faults/limit-rounded.ts';
import { limitZero } from './faults/limit-zero.ts';
import { listForgets } from './faults/list-forgets.ts';
import { listNotWrapped } from './faults/list-not-wrapped.ts';
import { listsAnotherAddress } from './faults/lists-another-address.ts';
import { locksTransactionsAway } from './faults/locks-transactions-away.ts';
import { logoWithoutAddress } from './faults/logo-without-address.ts';
import { longerLaterPages } from './faults/longer-later-pages.ts';
import { looksAtInputsOnly } from './faults/looks-at-inputs-only.ts';
import { looksAtTheBeginning } from './faults/looks-at-the-beginning.ts';
import { lostBetweenPages } from './faults/lost-between-pages.ts';
import { lostInTheDeep } from './faults/lost-in-the-deep.ts';
import { malformedIdBreaksIt } from './faults/malformed-id-breaks-it.ts';
import { modifiedYesterday } from './faults/modified-yesterday.ts';
import { moreOnTheLastPage } from './faults/more-on-the-last-page.ts';
import { moreThanAskedFor } from './faults/more-than-asked-for.ts';
import { moreWithoutCursor } from './faults/more-without-cursor.ts';
import { namesAnother } from './faults/names-another.ts';
import { namesItsDatabase } from './faults/names-its-database.ts';
import { neverExpires } from './faults/never-expires.ts';
import { newestIsOldest } from './faults/newest-is-oldest.ts';
import { newestUsersFirst } from './faults/newest-users-first.ts';
import { noChallenge } from './faults/no-challenge.ts';
import { noWindowAtAUser } from './faults/no-window-at-a-user.ts';
import { notANumber } from './faults/not-a-number.ts';
import { notCalledAnything } from './faults/not-called-anything.ts';
import { notUtf8 } from './faults/not-utf-8.ts';
import { nothingSaid } from './faults/nothing-said.ts';
import { nullForATime } from './faults/null-for-a-time.ts';
import { numberForText } from './faults/number-for-text.ts';
import { obeysOtherTenants } from './faults/obeys-other-tenants.ts';
import { obeysStrangers } from './faults/obeys-strangers.ts';
import { obeysTrace } from './faults/obeys-trace.ts';
import { oldestFirst } from './faults/oldest-first.ts';
import { onceOnly } from './faults/once-only.ts';
import { onlySaysSo } from './faults/only-says-so.ts';
import { openDoor } from './faults/open-door.ts';
import { openEnded } from './faults/open-ended.ts';
import { ownProviders } from './faults/own-providers.ts';
import { pageWithoutLimit } from './faults/page-without-limit.ts';
import { plainTextForTheUnknown } from './faults/plain-text-for-the-unknown.ts';
import { positionTwice } from './faults/position-twice.ts';
import { problemWithAnotherStatus } from './faults/problem-with-another-status.ts';
import { providerLeftOut } from './faults/provider-left-out.ts';
import { providerNamedTwice } from './faults/provider-named-twice.ts';
import { puzzledByNoId } from './faults/puzzled-by-no-id.ts';
import { rankFromZero } from './faults/rank-from-zero.ts';
import { ranksByAnything } from './faults/ranks-by-anything.ts';
import { ranksByTrades } from './faults/ranks-by-trades.ts';
import { ranksByVolume } from './faults/ranks-by-volume.ts';
import { ranksMoreThanAskedFor } from './faults/ranks-more-than-asked-for.ts';
import { refusesAMember } from './faults/refuses-a-member.ts';
import { refusesAscending } from './faults/refuses-ascending.ts';
import { refusesNoAccounts } from './faults/refuses-no-accounts.ts';
import { refusesTheMaximum } from './faults/refuses-the-maximum.ts';
import { refusesTheUnknown } from './faults/refuses-the-unknown.ts';
import { refusesZero } from './faults/refuses-zero.ts';
import { requestIdLeftEmpty } from './faults/request-id-left-empty.ts';
import { roundsVolumes } from './faults/rounds-volumes.ts';
import { sameItemTwice } from './faults/same-item-twice.ts';
import { sameNameTwice } from './faults/same-name-twice.ts';
import { searchInAnyOrder } from './faults/search-in-any-order.ts';
import { searchWithoutLimit } from './faults/search-without-limit.ts';
import { searchesAllIds } from './faults/searches-all-ids.ts';
import { searchesAllProviders } from './faults/searches-all-providers.ts';
import { searchesAllStatuses } from './faults/searches-all-statuses.ts';
import { searchesAllTime } from './faults/searches-all-time.ts';
import { searchesForALetter } from './faults/searches-for-a-letter.ts';
import { searchesForNothing } from './faults/searches-for-nothing.ts';
import { searchesForStrangers } from './faults/searches-for-strangers.ts';
import { searchesForTheExpired } from './faults/searches-for-the-expired.ts';
import { shiftsACent } from './faults/shifts-a-cent.ts';
import { shownOnTwoPages } from './faults/shown-on-two-pages.ts';
import { showsAssetsToOthers } from './faults/shows-assets-to-others.ts';
import { showsItsStack } from './faults/shows-its-stack.ts';
import { showsTransactionsToOthers } from './faults/shows-transactions-to-others.ts';
import { showsUsersToOthers } from './faults/shows-users-to-others.ts';
import { showsWhoIsThere } from './faults/shows-who-is-there.ts';
import { shufflesPages } from './faults/shuffles-pages.ts';
import { silentOnBrokenJson } from './faults/silent-on-broken-json.ts';
import { simultaneousByChance } from './faults/simultaneous-by-chance.ts';
import { sortsByAnything } from './faults/sorts-by-anything.ts';
import { sortsByNothing } from './faults/sorts-by-nothing.ts';
import { status601 } from './faults/status-601.ts';
import { statusInapplicable } from './faults/status-passed-over.ts';
import { stillActiveItSays } from './faults/still-active-it-says.ts';
import { stumblesOverItsDead } from './faults/stumbles-over-its-dead.ts';
import { swapsNeighbours } from './faults/swaps-neighbours.ts';
import { takesNobodyForEverybody } from './faults/takes-nobody-for-everybody.ts';
import { takesOneMore } from './faults/takes-one-more.ts';
import { takesTextForJson } from './faults/takes-text-for-json.ts';
import { teapot } from './faults/teapot.ts';
import { tellsOthersWhoHasAssets } from './faults/tells-others-who-has-assets.ts';
import { tellsOthersWhoIsThere } from './faults/tells-others-who-is-there.ts';
import { tiesByChance } from './faults/ties-by-chance.ts';
import { tooManyProviders } from './faults/too-many-providers.ts';
import { totalsWithoutSum } from './faults/totals-without-sum.ts';
import { tradesOfAllProviders } from './faults/trades-of-all-providers.ts';
import { tradesOfAllTime } from './faults/trades-of-all-time.ts';
import { transactionsOfAllAssets } from './faults/transactions-of-all-assets.ts';
import { transactionsOfAllProviders } from './faults/transactions-of-all-providers.ts';
import { transactionsOfSomebodyElse } from './faults/transactions-of-somebody-else.ts';
import { turnsWindowsRound } from './faults/turns-windows-round.ts';
import { unknownAndSilent } from './faults/unknown-and-silent.ts';
import { unknownProviderStatus } from './faults/unknown-provider-status.ts';
import { untidyAtAUser } from './faults/untidy-at-a-user.ts';
import { untidyOnLaterPages } from './faults/untidy-on-later-pages.ts';
import { untidyWhenFiltered } from './faults/untidy-when-filtered.ts';
import { userOnTwoPages } from './faults/user-on-two-pages.ts';
import { userWithoutEmail } from './faults/user-without-email.ts';
import { wantsToBePaid } from './faults/wants-to-be-paid.ts';
import { wholeBalanceForOne } from './faults/whole-balance-for-one.ts';
import { wrongShape } from './faults/wrong-shape.ts';

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
  countsOneTooMany,
  countsAllAsActive,
  listsAnotherAddress,
  findsStrangers,
  findsNobody,
  ownProviders,
  providerLeftOut,
  providerNamedTwice,
  blamesTheUnknown,
  forgetsAnAccount,
  totalsWithoutSum,
  countsEverywhere,
  accountsOfAllProviders,
  addsInFloatingPoint,
  positionTwice,
  wholeBalanceForOne,
  assetsOfAllKinds,
  endsTooEarly,
  beginsTooLate,
  openEnded,
  turnsWindowsRound,
  refusesTheUnknown,
  looksAtInputsOnly,
  transactionsOfAllAssets,
  transactionsOfAllProviders,
  ranksByVolume,
  roundsVolumes,
  forgetsAnAsset,
  aCentTooMuch,
  aCentOver,
  forgetsWhatWasSent,
  showsUsersToOthers,
  showsAssetsToOthers,
  showsTransactionsToOthers,
  tellsOthersWhoIsThere,
  obeysOtherTenants,
  letsReadersWrite,
  shufflesPages,
  goesInCircles,
  newestIsOldest,
  consentsOfItsOwn,
  dateInWords,
  currencyInSmallLetters,
  confidenceInPerCent,
  capabilityTwice,
  logoWithoutAddress,
  pageWithoutLimit,
  inItsOwnWords,
  codeOfItsOwn,
  unknownAndSilent,
  plainTextForTheUnknown,
  problemWithAnotherStatus,
  requestIdLeftEmpty,
  backInThePast,
  clockOfItsOwn,
  balanceForEverybody,
  allowsDeletionOnly,
  acceptedWithAFilter,
  customerNotFound,
  breaksOnUnknownUsers,
  downForAFilter,
  wantsToBePaid,
  namesItsDatabase,
  refusesAscending,
  breaksOnZero,
  anyStatusOfAccounts,
  anyUserAtAll,
  ranksByAnything,
  beforeAllTime,
  numberForText,
  searchesForALetter,
  addressWithoutForm,
  fewerThanNoAccounts,
  sortsByNothing,
  takesTextForJson,
  forbidsStrangers,
  searchesForTheExpired,
  searchesForStrangers,
  tellsOthersWhoHasAssets,
  beginsAgain,
  ranksMoreThanAskedFor,
  allButOne,
  accountTwice,
  userOnTwoPages,
  assetsOfSomebodyElse,
  transactionsOfSomebodyElse,
  locksTransactionsAway,
  puzzledByNoId,
  aTradeTooMany,
  oldestFirst,
  swapsNeighbours,
  untidyOnLaterPages,
  untidyWhenFiltered,
  untidyAtAUser,
  tiesByChance,
  newestUsersFirst,
  accountsTurnedRound,
  firstOfSeveralProviders,
  lastOfSeveralAssets,
  knowsTradesOnly,
  endWithoutStart,
  noWindowAtAUser,
  allTypesAtAUser,
  allAssetsAtAUser,
  assetsOfAllProviders,
  assetsOfAllTime,
  balanceOfAllAssets,
  tradesOfAllTime,
  tradesOfAllProviders,
  ranksByTrades,
  searchesAllStatuses,
  accountsDoNotCount,
  searchInAnyOrder,
  searchesAllTime,
  searchesAllProviders,
  searchesAllIds,
  firstPageOfASearch,
  searchWithoutLimit,
  shiftsACent,
  feesOffByACent,
  forgetsWhen,
  moreOnTheLastPage,
  anotherLimitLater,
  longerLaterPages,
  simultaneousByChance,
  limitAlways100,
  limitOfOne,
];

/** The lies, by id. */
export const faults: Readonly<Record<string, Fault>> = Object.fromEntries(table.map((fault) => [fault.id, fault]));
