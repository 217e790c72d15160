/** How far below the top of what scrolls it an element begins; told anew when what stands above it grows or shrinks. */
export function above(scroller: HTMLElement | undefined, tell: (pixels: number) => void) {
  return (element: HTMLElement) => {
    const measure = () => {
      if (scroller) tell(element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop);
    };
    const watch = new ResizeObserver(measure);
    if (element.parentElement) watch.observe(element.parentElement);
    measure();
    return () => watch.disconnect();
  };
}
