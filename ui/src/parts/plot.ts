/**
 * A drawing by uPlot that fits its place, wears the theme's tokens, and tells which of its points is pointed at.
 *
 * uPlot sets sizes and colours through the elements' own properties, which `style-src 'self'` allows. It is loaded with
 * the first drawing: the paper opens without it.
 */
import type UPlot from 'uplot';
import type { AlignedData, Options, Series } from 'uplot';
import 'uplot/dist/uPlot.min.css';

export type { default as Plot } from 'uplot';

/** The options of a plot; its size is its element's, its legend is ours to write. */
export type PlotOptions = Omit<Options, 'width' | 'height'>;

/** Makes a series bars that take `share` of the room each has. */
export type Bars = (share: number) => Pick<Series, 'paths'>;

/** A token's value where `element` stands: `token(element, '--accent')`. */
export function token(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

/**
 * Draws into `element` and keeps the drawing as large as it, and in its colours, until the function it gives is called.
 * `options` is asked anew when the size changes, so that labels can be fewer where there is less room.
 */
export function draw(element: HTMLElement, data: AlignedData, options: (width: number, bars: Bars) => PlotOptions, onplot: (plot: UPlot | null) => void): () => void {
  let isWanted = true;
  let stop = () => {};
  library().then(
    (Library) => {
      if (isWanted) stop = keep(Library, element, data, options, onplot);
    },
    (error: unknown) => console.error('The drawing could not be loaded', error),
  );
  return () => {
    isWanted = false;
    stop();
    onplot(null);
  };
}

function keep(Library: typeof UPlot, element: HTMLElement, data: AlignedData, options: (width: number, bars: Bars) => PlotOptions, onplot: (plot: UPlot) => void): () => void {
  const bars: Bars = (share) => {
    const paths = Library.paths.bars?.({ size: [share, 20] });
    return paths ? { paths } : {};
  };
  let plot: UPlot | null = null;
  const fit = () => {
    const { clientWidth: width, clientHeight: height } = element;
    if (plot?.width === width && plot.height === height) return;
    plot?.destroy();
    plot = new Library({ ...options(width, bars), width, height, legend: { show: false } }, data, element);
    onplot(plot);
  };
  fit();
  const sized = new ResizeObserver(fit);
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
  };
}

/**
 * uPlot asks `Intl` about the browser's language as it loads. On a machine that has none set (`LC_ALL=C`) WebKit says
 * `C`, and `Intl` refuses that.
 */
async function library(): Promise<typeof UPlot> {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
  }
  return (await import('uplot')).default;
}
