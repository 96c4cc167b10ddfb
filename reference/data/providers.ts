/** What is known of a provider. */
export interface Provider {
  readonly provider_id: string;
  readonly name: string;
  readonly provider_type: 'exchange' | 'wallet' | 'blockchain' | 'custodian';
  readonly status: 'available' | 'degraded' | 'unavailable';
  readonly capabilities: readonly ('balances' | 'transactions')[];
  readonly logo_url: string;
  readonly website_url?: string;
}

const both = ['balances', 'transactions'] as const;
const logo = (id: string): string => `https://example.com/logos/${id}.svg`;

/** The providers that are open to the users of a company. */
export const enterpriseProviders: readonly Provider[] = [
  { provider_id: 'binance', name: 'Binance', provider_type: 'exchange', status: 'degraded', capabilities: both, logo_url: logo('binance') },
  { provider_id: 'coinbase', name: 'Coinbase', provider_type: 'exchange', status: 'available', capabilities: both, logo_url: logo('coinbase'), website_url: 'https://www.coinbase.com/' },
  { provider_id: 'ethereum', name: 'Ethereum', provider_type: 'blockchain', status: 'available', capabilities: both, logo_url: logo('ethereum'), website_url: 'https://ethereum.org/' },
  { provider_id: 'kraken', name: 'Kraken', provider_type: 'exchange', status: 'available', capabilities: both, logo_url: logo('kraken') },
  { provider_id: 'ledger_live', name: 'Ledger Live', provider_type: 'wallet', status: 'available', capabilities: both, logo_url: logo('ledger_live') },
];

/** All providers. */
export const calicoProviders: readonly Provider[] = [
  { provider_id: 'bitgo', name: 'BitGo', provider_type: 'custodian', status: 'unavailable', capabilities: ['balances'], logo_url: logo('bitgo') },
  ...enterpriseProviders,
  { provider_id: 'gemini', name: 'Gemini', provider_type: 'exchange', status: 'available', capabilities: ['transactions'], logo_url: logo('gemini') },
  { provider_id: 'solana-mainnet', name: 'Solana', provider_type: 'blockchain', status: 'available', capabilities: both, logo_url: logo('solana-mainnet') },
];
