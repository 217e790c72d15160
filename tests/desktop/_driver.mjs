/** The app's window through WebKitWebDriver (W3C WebDriver over HTTP). */
import { createServer } from 'node:net';
import { writeFile } from 'node:fs/promises';

import { start, stop } from './_programs.mjs';
import { until } from './_wait.mjs';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** The names of keys that are no characters, as WebDriver writes them. */
const KEYS = { Escape: '\uE00C', Enter: '\uE007', Tab: '\uE004', ArrowDown: '\uE015', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowLeft: '\uE012' };

/** Starts the app under a driver of its own and waits for its page. */
export async function openApp(program, line) {
  const port = await freePort();
  const driver = start('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { TAURI_WEBVIEW_AUTOMATION: 'true' });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error}: ${value?.message}`);
    return value;
  };
  await until('WebKitWebDriver is ready', async () => (await ask('GET', '/status')).ready);
  const options = { 'webkitgtk:browserOptions': { binary: program, args: line } };
  const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: options } });
  return new Window(driver, (method, path, body) => ask(method, `/session/${sessionId}${path}`, body));
}

/** The driven window. */
class Window {
  #driver;
  #ask;

  constructor(driver, ask) {
    this.#driver = driver;
    this.#ask = ask;
  }

  /** The driver's process: the app is its child. */
  get pid() {
    return this.#driver.pid;
  }

  /** Runs a function in the page with these arguments and gives its result. */
  run(work, ...args) {
    return this.#ask('POST', '/execute/sync', { script: `return (${work}).apply(null, arguments)`, args });
  }

  /** Waits until a function in the page gives something truthy, and gives that. */
  until(what, work, ...args) {
    return until(what, () => this.run(work, ...args)).catch(async (error) => {
      error.message += `; the page shows: ${await this.text().catch((other) => other.message)}`;
      throw error;
    });
  }

  /** Everything the page says, shadow roots included. */
  text() {
    return this.run(() => document.body.innerText.replace(/\s+/g, ' '));
  }

  /** Presses and releases a key: a character, or a name as in `KEYS`. */
  async press(key) {
    const value = KEYS[key] ?? key;
    const actions = [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
    await this.#ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Clicks the button of that name, as the mouse does. */
  async click(name) {
    // Words that a line must not part have a space of their own between them.
    const plain = (what) => `normalize-space(translate(${what}, "\u00a0", " "))`;
    const value = `(//button|//label)[${plain('@aria-label')}="${name}" or ${plain('.')}="${name}"]`;
    const found = await until(`the button “${name}” is there`, () => this.#ask('POST', '/element', { using: 'xpath', value }));
    await this.#ask('POST', `/element/${found[ELEMENT]}/click`, {});
  }

  /** Clicks in the middle of an element, as the mouse does. */
  async clickInto(selector) {
    const { x, y } = await this.until(`${selector} is there`, (wanted) => {
      const box = document.querySelector(wanted)?.getBoundingClientRect();
      return box && { x: Math.round(box.left + box.width / 2), y: Math.round(Math.min(box.top + box.height / 2, innerHeight - 40)) };
    }, selector);
    const actions = [{ type: 'pointerMove', x, y }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    await this.#ask('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
  }

  /** Selects the first long element of that kind in a shadow root, as three clicks of the mouse do. */
  async selectIn(host, kind) {
    const { x, y } = await this.until(`${kind} of ${host} is in sight`, (wanted, inside) => {
      const long = [...(document.querySelector(wanted)?.shadowRoot.querySelectorAll(inside) ?? [])].find((each) => each.innerText.length > 80);
      long?.scrollIntoView({ block: 'center' });
      const box = long?.getBoundingClientRect();
      return box && { x: Math.round(box.left + 40), y: Math.round(box.top + 12) };
    }, host, kind);
    const clicks = [1, 2, 3].flatMap(() => [{ type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]);
    const actions = [{ type: 'pointerMove', x, y }, ...clicks];
    await this.#ask('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
  }

  /** Saves the page as a PNG file. */
  async photograph(file) {
    await writeFile(file, Buffer.from(await this.#ask('GET', '/screenshot'), 'base64'));
  }

  /** Ends session, app and driver. What has ended already stays ended. */
  async quit() {
    await this.#ask('DELETE', '').catch(() => {});
    await stop(this.#driver);
  }
}

function freePort() {
  return new Promise((found, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
