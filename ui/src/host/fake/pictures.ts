/** Pictures of the fake host: photographs from the folder of QAZET_FAKE_PHOTOS, or drawn landscapes. */

/** Address of the picture of that name; `missing…` has none. */
export function fakePicture(name: string): string {
  if (name.startsWith('missing')) return '/absent.jpg';
  if (typeof __FAKE_PHOTOS__ !== 'undefined' && __FAKE_PHOTOS__) return `/${name}.jpg`;
  const hue = [...name].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 360, 11);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100"><path fill="hsl(${hue} 40% 72%)" d="M0 0h160v100H0z"/>` +
    `<path fill="hsl(${hue} 25% 42%)" d="m0 70 40-34 26 20 34-40 60 50v34H0z"/><path fill="hsl(${(hue + 60) % 360} 30% 34%)" d="M0 82q80-22 160 0v18H0z"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
