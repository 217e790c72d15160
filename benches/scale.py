#!/usr/bin/env python3
"""A large library in a pass in which a twentieth of the sources changed: memory, what the interface's reads take meanwhile, and what
one source that hangs does to the others.

usage: scale.py --qazetctl PATH [--feeds 4000] [--items 50] [--changed 0.05] [--max-memory MB] [--max-ratio R]

Every source sits on a loopback host of its own and is made of the words of the newsroom's stories. The library is filled by a first
sync; then six hours are taken off its checks, `qazetctl serve` is started on it, and the reads (a page of the timeline, the sidebar with
its counts, one article) are asked for by its own HTTP, one after the other: first with nothing running, then until the pass is over. One
source takes the request and never answers. Exit 1 where a limit is broken. Linux only (/proc).
"""
import argparse, http.client, json, multiprocessing, pathlib, random, re, sqlite3, subprocess, sys, tempfile, threading, time

from press import HANGS, Press

ROUNDS = 400


def ask_press(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", path)
    return connection.getresponse().read()


class Interface:
    """What the interface asks, by the HTTP of `qazetctl serve`."""

    def __init__(self, url):
        match = re.match(r"http://([^/]+)/#token=(.*)", url)
        self.connection, self.token = http.client.HTTPConnection(match[1], timeout=120), match[2]

    def call(self, cmd, **args):
        request = {"cmd": cmd, **({"args": args} if args else {})}
        self.connection.request("POST", "/call", json.dumps(request), {"content-type": "application/json", "authorization": f"Bearer {self.token}"})
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            sys.exit(f"{cmd}: {response.status} {body[:300]}")
        return json.loads(body)

    def reads(self, ids, took):
        """Each read once."""
        for name, cmd, args in (("timeline page", "timeline", {"view": {"view": "all"}, "after": None, "limit": 50}),
                                ("sidebar with counts", "library", {}), ("one article", "article", {"id": random.choice(ids)})):
            start = time.perf_counter()
            self.call(cmd, **args)
            took.setdefault(name, []).append((time.perf_counter() - start) * 1000)


def p99(times):
    return sorted(times)[int(len(times) * 0.99)]


def anonymous(pid):
    """Anonymous memory of a process, MB."""
    return int(re.search(r"(?m)^Anonymous: *(\d+)", pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text())[1]) * 1024 / 1e6


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--qazetctl", required=True)
    ap.add_argument("--feeds", type=int, default=4000)
    ap.add_argument("--items", type=int, default=50)
    ap.add_argument("--changed", type=float, default=0.05)
    ap.add_argument("--port", type=int, default=8197)
    ap.add_argument("--max-memory", type=float, default=120, help="anonymous memory in the pass, MB")
    ap.add_argument("--max-ratio", type=float, default=3, help="p99 of the reads in the pass, beside that with nothing running")
    args = ap.parse_args()
    every, broken = round(1 / args.changed), []
    ready = multiprocessing.Event()
    press = multiprocessing.Process(target=Press(args.port, args.feeds, args.items, every).open, args=(ready.set,), daemon=True)
    press.start()
    ready.wait(60)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "list.opml").write_bytes(ask_press(args.port, "/opml"))
        ctl = [args.qazetctl, "--data", str(folder / "library")]
        subprocess.run(ctl + ["opml", "import", str(folder / "list.opml")], check=True, capture_output=True)
        start = time.time()
        told = json.loads(subprocess.run(ctl + ["sync", "--now", "--json"], check=True, capture_output=True, text=True).stdout)
        print(f"filled: {told['fetched']} sources, {told['articles_new']} articles in {time.time() - start:.0f} s, {(folder / 'library/library.sqlite').stat().st_size / 1e6:.0f} MB")
        if told["articles_new"] != args.feeds * args.items:
            broken.append(f"only {told['articles_new']} articles came")
        with sqlite3.connect(folder / "library/library.sqlite") as library:
            library.execute("UPDATE checks SET last_check = last_check - 21600000, next_check = next_check - 21600000")
            library.execute("INSERT OR REPLACE INTO settings (key, value) VALUES ('automatic', '0')")
        library.close()
        ask_press(args.port, "/change")
        serve = subprocess.Popen(ctl + ["serve"], stdout=subprocess.PIPE, text=True)
        try:
            interface = Interface(json.loads(serve.stdout.readline())["url"])
            rows = interface.call("timeline", view={"view": "all"}, after=None, limit=500)["value"]["rows"]
            ids = [row["id"] for row in rows]
            still, busy, memory, over = {}, {}, [], threading.Event()
            for _ in range(ROUNDS):
                interface.reads(ids, still)
            at_rest = anonymous(serve.pid)

            def watch():
                while not over.wait(0.02):
                    memory.append(anonymous(serve.pid))
            watcher = threading.Thread(target=watch)
            watcher.start()
            begin, others = time.time(), None
            expected = args.feeds * args.items + 2 * len([f for f in range(args.feeds) if f % every == 0 and f != HANGS])
            interface.call("sync", now=True)
            while True:
                interface.reads(ids, busy if others is None else {})
                state = interface.call("sync_state")["value"]
                if others is None and interface.call("library")["value"]["counts"]["unread"] >= expected:
                    others = time.time() - begin
                if not state["running"]:
                    break
            whole = time.time() - begin
            over.set()
            watcher.join()
            answered = json.loads(ask_press(args.port, "/answered"))
        finally:
            serve.terminate()
            serve.wait()
    print(f"the pass: {len(answered)} answers; everything of the others was in the library after {others or 0:.1f} s, the source that hangs was given up after {whole:.1f} s")
    if others is None or others > whole / 2:
        broken.append("the source that hangs delayed the others")
    print(f"anonymous memory: {at_rest:.0f} MB at rest, {max(memory):.0f} MB at most in the pass")
    if max(memory) > args.max_memory:
        broken.append(f"memory: {max(memory):.0f} MB is more than {args.max_memory:.0f}")
    for name in still:
        alone, beside = p99(still[name]), p99(busy[name])
        print(f"{name}: p99 {alone:.1f} ms with nothing running ({len(still[name])} reads), {beside:.1f} ms in the pass ({len(busy[name])} reads), ratio {beside / alone:.2f}")
        if beside / alone > args.max_ratio:
            broken.append(f"{name}: {beside / alone:.2f} times as long in the pass")
    for line in broken:
        print("SHORT:", line)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
