/** What is asked for anew once a setting has changed. */
import type { Settings } from '../api/wire/Settings';
import type { App } from './app.svelte';

export function askAnew(app: App, change: Partial<Settings>) {
  if (change.cities !== undefined) void app.skies.refresh();
  else if (change.city !== undefined) void app.skies.load();
  // Another base may have another bank, which was never asked.
  if (change.rate_base !== undefined) void app.rates.load(() => app.api.rates(true));
  else if (change.currencies !== undefined) void app.rates.load(() => app.api.rates(false));
}
