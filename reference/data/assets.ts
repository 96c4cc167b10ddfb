import type { Money } from '../money.ts';
import { money } from '../money.ts';

/** Something that is held and traded, at one price for ever. */
export interface Asset {
  readonly symbol: string;
  /** Not every asset has one. */
  readonly name?: string;
  readonly price: Money;
}

/** What the users hold and trade. */
export const assets: readonly Asset[] = [
  { symbol: 'BTC', name: 'Bitcoin', price: money('95000.25') },
  { symbol: 'ETH', name: 'Ether', price: money('3333.33') },
  { symbol: 'SOL', name: 'Solana', price: money('200.1') },
  { symbol: 'USDC', name: 'USD Coin', price: money('1') },
  { symbol: 'ADA', name: 'Cardano', price: money('0.7') },
  { symbol: 'DOT', name: 'Polkadot', price: money('6.05') },
  { symbol: 'XRP', price: money('2.3') },
  { symbol: 'DOGE', name: 'Dogecoin', price: money('0.3') },
  { symbol: 'LINK', name: 'Chainlink', price: money('19.99') },
  { symbol: '1INCH', price: money('0.3333') },
];
