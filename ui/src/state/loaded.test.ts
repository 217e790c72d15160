import { expect, test } from 'vitest';
import { Loaded } from './loaded.svelte';

test('of two askings under way the later one counts, and both are over with it', async () => {
  const loaded = new Loaded<string>();
  const answers: ((value: string) => void)[] = [];
  const ask = () => new Promise<string>((answer) => answers.push(answer));
  const first = loaded.load(ask).then(() => loaded.value);
  const second = loaded.load(ask);
  answers[0]?.('old');
  await Promise.resolve();
  expect(loaded.loading).toBe(true);
  answers[1]?.('new');
  await second;
  expect(await first).toBe('new');
  expect(loaded.loading).toBe(false);
});
