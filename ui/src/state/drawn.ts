/** When what has just changed is on the screen. */

/** Where the processor draws, a picture is on its way for so long: whoever makes the next one meanwhile keeps it waiting. */
const ON_ITS_WAY_MS = 40;
/** A window out of sight draws nothing; what waits for it goes on all the same. */
const UNSEEN_MS = 300;

/** Done once the next picture has reached the screen. */
export function drawn(): Promise<void> {
  return new Promise((done) => {
    if (document.visibilityState === 'hidden') return done();
    const unseen = setTimeout(done, UNSEEN_MS);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        clearTimeout(unseen);
        setTimeout(done, ON_ITS_WAY_MS);
      }),
    );
  });
}
