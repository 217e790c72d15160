/** The weather of the reader's cities, in the reader's units. */
import type { Weather } from '../api/wire/Weather';
import { inUnits } from '../locales/units';
import type { App } from './app.svelte';
import { Loaded } from './loaded.svelte';

/** As much of a time as stays the same for ten minutes. */
const TEN_MINUTES = '2026-11-23T08:3'.length;

/** Ten minutes are over: hours pass, and with them what the forecast says of now. */
export const hasPassed = (then: string, now: string) => then.slice(0, TEN_MINUTES) !== now.slice(0, TEN_MINUTES);

export class Skies {
  /** Of the default city. */
  readonly first = $derived.by(() => inUnits(this.app.weather.value, this.app.settings?.units));
  /** Of all cities, in their order. */
  readonly all = new Loaded<Weather[]>();
  /** The city whose weather is looked at; null for the default one. */
  chosen = $state<string | null>(null);
  readonly shown = $derived.by(() => {
    const chosen = this.all.value?.find((each) => each.city.key === this.chosen);
    return chosen ? inUnits(chosen, this.app.settings?.units) : this.first;
  });
  /** All but the default one. */
  readonly others = $derived.by(() => {
    const others = (this.all.value ?? []).filter((each) => each.city.key !== this.app.settings?.city);
    return others.flatMap((each) => inUnits(each, this.app.settings?.units) ?? []);
  });

  constructor(private readonly app: App) {}

  /** Asks the library: for the default city, and for all where there are several. */
  async load(refresh = false): Promise<void> {
    const { api, weather, settings } = this.app;
    await weather.load(() => api.weather(null, refresh));
    const keys = settings?.cities ?? [];
    if (keys.length < 2) this.all.value = null;
    else await this.all.load(() => Promise.all(keys.map((key) => api.weather(key, false))));
  }

  /** The same after the providers were asked, where what is here is not new. */
  refresh(): Promise<void> {
    return this.load(true);
  }
}
