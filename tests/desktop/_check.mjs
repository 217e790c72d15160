/** Counts checks and tells which failed. */

let passed = 0;
let failed = 0;

/** Runs one check, named as a sentence. Gives what it gives; `undefined` where it failed. */
export async function check(sentence, work) {
  const begun = Date.now();
  try {
    const result = await work();
    passed++;
    console.log(`ok    ${sentence} (${Date.now() - begun} ms)`);
    return result;
  } catch (error) {
    failed++;
    console.log(`FAIL  ${sentence}\n      ${error.stack}`);
    return undefined;
  }
}

/** Prints the count as the last line and gives the exit code. */
export function sum() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
