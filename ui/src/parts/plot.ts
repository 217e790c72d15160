/**
 * A drawing by uPlot that fits its place, wears the theme's tokens, and tells which of its points is pointed at.
 *
 * uPlot sets sizes and colours through the elements' own properties, which `style-src 'self'` allows.
 */
import UPlot, { type AlignedData, type Options, type Series } from 'uplot';
import 'uplot/dist/uPlot.min.css';

export type { default as Plot } from 'uplot';

/** The options of a plot; its size is its element's, its legend is ours to write. */
export type PlotOptions = Omit<Options, 'width' | 'height'>;

/** A token's value where `element` stands: `token(element, '--accent')`. */
export function token(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

/**
 * Draws into `element` and keeps the drawing as large as it, and in its colours, until the function it gives is called.
 * `options` is asked anew when the width changes, so that labels can be fewer where there is less room.
 */
export function draw(element: HTMLElement, data: AlignedData, options: (width: number) => PlotOptions, onplot: (plot: UPlot | null) => void): () => void {
  let plot: UPlot | null = null;
  const begin = () => {
    const { clientWidth: width, clientHeight: height } = element;
    if (plot?.width === width && plot.height === height) return;
    plot?.destroy();
    plot = new UPlot({ ...options(width), width, height, legend: { show: false } }, data, element);
    onplot(plot);
  };
  begin();
  const sized = new ResizeObserver(begin);
  sized.observe(element);
  // Colours are read when they are drawn with; a theme put on draws again.
  const redraw = () => plot?.redraw(false);
  const worn = new MutationObserver(redraw);
  worn.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] });
  // Letters drawn before their face has come would keep the wrong one.
  void document.fonts?.ready.then(redraw);
  return () => {
    sized.disconnect();
    worn.disconnect();
    plot?.destroy();
    plot = null;
    onplot(null);
  };
}

/** What makes a series bars that take `share` of the room each has. */
export function bars(share: number): Pick<Series, 'paths'> {
  const paths = UPlot.paths.bars?.({ size: [share, 20] });
  return paths ? { paths } : {};
}
