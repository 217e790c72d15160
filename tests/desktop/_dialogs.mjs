/** The system's dialogs of the window, driven by keyboard as a reader does. */
import { press, type, windows } from './_programs.mjs';
import { until } from './_wait.mjs';

/** A book with many pictures is made before the dialog asks where to put it. */
const MAKING_MS = 120_000;

/** The visible window of the app that is not its main one, once it is there. */
export const another = (pid, main) =>
  until('another window is there', async () => (await windows(pid)).find((each) => each !== main), MAKING_MS);

/** Answers the dialog that asks where to save with this path. */
export async function saveTo(pid, main, file) {
  const dialog = await another(pid, main);
  await press(dialog, 'ctrl+a');
  await type(file);
  await press(dialog, 'Return');
  await until('the dialog is gone', async () => (await windows(pid)).length === 1);
}
