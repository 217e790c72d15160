import { afterEach, expect, test } from 'vitest';
import { draw, type Plot, type PlotOptions } from './plot';

const options = (): PlotOptions => ({ scales: { x: { time: false } }, series: [{}, { stroke: 'black' }] });

afterEach(() => Reflect.deleteProperty(navigator, 'language'));

test('on a machine without a language the drawing is there all the same', async () => {
  Object.defineProperty(navigator, 'language', { value: 'C', configurable: true });
  expect(() => new Intl.NumberFormat(navigator.language)).toThrow(RangeError);
  const element = document.createElement('div');
  const made = await new Promise<Plot | null>((done) => draw(element, [[0, 1], [2, 3]], options, done));
  expect(made?.data[1]).toEqual([2, 3]);
  expect(element.querySelector('canvas')).not.toBeNull();
});

test('what was left before its library came is not drawn', async () => {
  const element = document.createElement('div');
  const plots: (Plot | null)[] = [];
  draw(element, [[0, 1], [2, 3]], options, (plot) => plots.push(plot))();
  await new Promise<Plot | null>((done) => draw(document.createElement('div'), [[0, 1], [2, 3]], options, done));
  expect(plots).toEqual([null]);
  expect(element.childElementCount).toBe(0);
});
