/**
 * A straight scale: where a value stands in a drawing, and which value stands at a place. Not d3-scale's: the colours it brings along
 * do not load where prototypes are frozen, as they are in the app's window.
 */
export interface Scale {
  (value: number): number;
  invert: (place: number) => number;
}

/** The scale on which `from` stands at the places `to`. */
export function scale([low, high]: readonly [number, number], [first, last]: readonly [number, number]): Scale {
  const step = (last - first) / (high - low);
  return Object.assign((value: number) => first + (value - low) * step, { invert: (place: number) => low + (place - first) / step });
}
