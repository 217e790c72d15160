/** Photos over the whole window: brought nearer, moved about, turned, by keys, wheel and fingers. */
import { becomes } from './expect.mjs';
import { VIEWS } from './views.mjs';

/** How much nearer the photo is, and how far from its place. */
const seen = (page) =>
  page.locator('.stage img').evaluate((photo) => {
    const { a: scale, e: x, f: y } = new DOMMatrix(getComputedStyle(photo).transform);
    return { scale, x: Math.round(x), y: Math.round(y) };
  });
const number = (page) => page.locator('.caption .number').textContent();

async function keysAndWheelBringNearer({ page, call }) {
  await VIEWS.gallery(page, call);
  await page.keyboard.press('+');
  await becomes(page, () => seen(page), ({ scale }) => scale === 1.5, 'nearer');
  await page.keyboard.press('ArrowRight');
  await becomes(page, () => seen(page), ({ x }) => x < 0, 'moved');
  await page.keyboard.press('0');
  await becomes(page, () => seen(page), ({ scale, x }) => scale === 1 && x === 0, 'the whole photo');
  await page.locator('.stage img').hover();
  await page.mouse.wheel(0, -300);
  await becomes(page, () => seen(page), ({ scale }) => scale > 2, 'nearer by the wheel');
  // However far it is pushed, its edge stays outside.
  for (let i = 0; i < 60; i++) await page.keyboard.press('ArrowLeft');
  const edge = await becomes(page, () => seen(page), ({ x }) => x > 0, 'pushed to the right');
  await page.keyboard.press('ArrowLeft');
  await becomes(page, () => seen(page), ({ x }) => x === edge.x, 'no further');
  // Another photo is seen as a whole; so is one that is let go.
  await page.keyboard.press('PageDown');
  await becomes(page, () => number(page), '2 of 6', 'the next photo');
  await becomes(page, () => seen(page), ({ scale }) => scale === 1, 'the next photo as a whole');
  await page.locator('.stage img').dblclick();
  await becomes(page, () => seen(page), ({ scale }) => scale === 2.5, 'nearer by a double click');
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await becomes(page, () => seen(page), ({ scale }) => scale < 2, 'farther');
}

async function fingersTurnAndBringNearer({ page, call }) {
  await VIEWS.gallery(page, call);
  const devtools = await page.context().newCDPSession(page);
  const touch = (type, ...points) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  const swipe = async (from, to) => {
    await touch('touchStart', [from, 400]);
    await touch('touchMove', [(from + to) / 2, 404]);
    await touch('touchMove', [to, 408]);
    await touch('touchEnd');
  };
  await swipe(900, 600);
  await becomes(page, () => number(page), '2 of 6', 'the next photo');
  await swipe(600, 900);
  await becomes(page, () => number(page), '1 of 6', 'the photo before');
  await touch('touchStart', [700, 400], [740, 400]);
  await touch('touchMove', [640, 400], [800, 400]);
  await touch('touchEnd');
  const { scale } = await becomes(page, () => seen(page), (now) => now.scale > 2, 'nearer by two fingers');
  await swipe(700, 760);
  await becomes(page, () => seen(page), (now) => now.scale === scale && now.x !== 0, 'moved by one');
  await becomes(page, () => number(page), '1 of 6', 'the same photo');
}
fingersTurnAndBringNearer.context = { hasTouch: true };

export const tests = {
  'a photo is brought nearer and moved by keys, wheel and double click': keysAndWheelBringNearer,
  'fingers turn photos and bring them nearer': fingersTurnAndBringNearer,
};
