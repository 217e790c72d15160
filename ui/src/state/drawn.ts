/** When what has just changed is on the screen. */

/** A window out of sight draws nothing; what waits for it goes on all the same. */
const UNSEEN_MS = 100;

/** Done once the next picture has been drawn. */
export function drawn(): Promise<void> {
  return new Promise((done) => {
    const goOn = setTimeout(done, UNSEEN_MS);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        clearTimeout(goOn);
        done();
      }),
    );
  });
}
