/** A tray for the app to sit in, and its menu (`watcher.py`). */
import { beside, start, stop } from './_programs.mjs';
import { until } from './_wait.mjs';

/** Puts a tray on the session bus. */
export async function openTray() {
  // Debian's own Python has D-Bus; another one in PATH may not.
  const watcher = start('/usr/bin/python3', [beside('watcher.py')]);
  let read = 0;
  const answer = async (what) => {
    await until(`the tray answers: ${what}`, () => watcher.lines.length > read || watcher.code !== null);
    if (watcher.lines.length <= read) throw new Error(`the tray ended: ${watcher.errors.join('\n')}`);
    const said = JSON.parse(watcher.lines[read++]);
    if (said.error) throw new Error(`${what}: ${said.error}`);
    return said;
  };
  await answer('start');
  const ask = (line) => {
    watcher.child.stdin.write(`${line}\n`);
    return answer(line);
  };
  return {
    /** `{registered, there}`: icons since the start, icons now. */
    items: () => ask('items'),
    /** Labels of the menu's entries. */
    menu: () => ask('menu').then((said) => said.labels),
    /** Labels of the menu that an entry opens. */
    below: (label) => ask(`below ${label}`).then((said) => said.labels),
    /** `{tooltip: [title, words], pictures}` of the icon. */
    look: () => ask('look'),
    /** Clicks the icon itself. */
    activate: () => ask('activate'),
    /** The panel ends, and begins again. */
    vanish: () => ask('vanish'),
    appear: () => ask('appear'),
    /** Nobody shows the icons that are kept; somebody does again. */
    nohost: () => ask('nohost'),
    host: () => ask('host'),
    /** No icon is taken any more; they are again. */
    refuse: () => ask('refuse'),
    take: () => ask('take'),
    /** When icons told of a change of their words, in seconds, since this was asked last. */
    updates: () => ask('updates').then((said) => said.at),
    /** Clicks an entry by its label. */
    click: (label) => ask(`click ${label}`),
    /** Takes the tray away. */
    close: () => stop(watcher),
  };
}
