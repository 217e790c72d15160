/** A picture that is brought nearer and moved about: by keys, wheel, double click and fingers. One finger turns the page where the whole picture is in sight. */

const NEAREST = 5;
const STEP = 1.5;
/** How near a double click brings it. */
const NEAR = 2.5;
/** How far one press of an arrow moves it, in pixels. */
const PUSH = 80;
/** From so many pixels on a finger means the next photo. */
const SWIPE = 50;

type Point = readonly [x: number, y: number];

export class Zoom {
  scale = $state(1);
  #at = $state.raw<Point>([0, 0]);
  /** How the picture stands, for `transform`. */
  readonly transform = $derived(this.scale === 1 ? 'none' : `translate(${this.#at[0]}px, ${this.#at[1]}px) scale(${this.scale})`);

  #stage: HTMLElement | undefined;
  readonly #fingers = new Map<number, Point>();
  /** Where one finger came down; null once there were two. */
  #begun: Point | null = null;

  constructor(private readonly turn: (step: number) => void) {}

  /** The whole picture. */
  reset() {
    this.scale = 1;
    this.#at = [0, 0];
  }

  /** What a key does to the picture; false for keys that mean something else. */
  obey(key: string): boolean {
    const push = { ArrowRight: [-PUSH, 0], ArrowLeft: [PUSH, 0], ArrowDown: [0, -PUSH], ArrowUp: [0, PUSH] }[key];
    if (key === '+' || key === '=') this.by(STEP);
    else if (key === '-') this.by(1 / STEP);
    else if (key === '0') this.reset();
    else if (push && this.scale > 1) this.#put(this.scale, [this.#at[0] + (push[0] ?? 0), this.#at[1] + (push[1] ?? 0)]);
    else return false;
    return true;
  }

  /** Nearer or farther; the point at `from`, seen from the middle, stays where it is. */
  by(factor: number, from: Point = [0, 0]) {
    const scale = Math.min(Math.max(this.scale * factor, 1), NEAREST);
    const share = scale / this.scale;
    this.#put(scale, [from[0] - (from[0] - this.#at[0]) * share, from[1] - (from[1] - this.#at[1]) * share]);
  }

  /** Where it is shown and moved. */
  on = (stage: HTMLElement) => {
    this.#stage = stage;
    const ending = new AbortController();
    const { signal } = ending;
    stage.addEventListener('wheel', (event) => this.#wheeled(event), { signal, passive: false });
    stage.addEventListener('dblclick', (event) => isOnTool(event) || this.by(this.scale > 1 ? 0 : NEAR, this.#fromMiddle(event)), { signal });
    stage.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    stage.addEventListener('pointermove', (event) => this.#moved(event), { signal });
    for (const name of ['pointerup', 'pointercancel'] as const) stage.addEventListener(name, (event) => this.#up(event), { signal });
    return () => ending.abort();
  };

  #wheeled(event: WheelEvent) {
    event.preventDefault();
    this.by(Math.exp(-event.deltaY / 300), this.#fromMiddle(event));
  }

  #down(event: PointerEvent) {
    if (isOnTool(event)) return;
    this.#fingers.set(event.pointerId, [event.clientX, event.clientY]);
    this.#begun = this.#fingers.size === 1 ? [event.clientX, event.clientY] : null;
    if (this.scale > 1) this.#stage?.setPointerCapture(event.pointerId);
  }

  #moved(event: PointerEvent) {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const now: Point = [event.clientX, event.clientY];
    this.#fingers.set(event.pointerId, now);
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) this.by(distance(now, other) / Math.max(1, distance(before, other)), this.#fromMiddle({ clientX: (now[0] + other[0]) / 2, clientY: (now[1] + other[1]) / 2 }));
    else if (this.scale > 1) this.#put(this.scale, [this.#at[0] + now[0] - before[0], this.#at[1] + now[1] - before[1]]);
  }

  #up(event: PointerEvent) {
    if (!this.#fingers.delete(event.pointerId) || !this.#begun) return;
    const [across, down] = [event.clientX - this.#begun[0], event.clientY - this.#begun[1]];
    this.#begun = null;
    if (event.type === 'pointerup' && event.pointerType !== 'mouse' && this.scale === 1 && Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) this.turn(across < 0 ? 1 : -1);
  }

  /** The picture's edges stay outside the stage. */
  #put(scale: number, [x, y]: Point) {
    const { clientWidth = 0, clientHeight = 0 } = this.#stage ?? {};
    const inside = (value: number, room: number) => Math.min(Math.max(value, (-room * (scale - 1)) / 2), (room * (scale - 1)) / 2);
    this.scale = scale;
    this.#at = [inside(x, clientWidth), inside(y, clientHeight)];
  }

  #fromMiddle({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    const box = this.#stage?.getBoundingClientRect();
    return box ? [clientX - box.left - box.width / 2, clientY - box.top - box.height / 2] : [0, 0];
  }
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const isOnTool = (event: Event) => event.target instanceof Element && event.target.closest('button') !== null;
