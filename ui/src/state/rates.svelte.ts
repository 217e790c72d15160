/** The rates, and which of them is looked at. */
import type { Rates } from '../api/wire/Rates';
import { Loaded } from './loaded.svelte';

export class ShownRates extends Loaded<Rates> {
  /** The currency whose past is shown; null for the first. */
  chosen = $state<string | null>(null);
}
