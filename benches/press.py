#!/usr/bin/env python3
"""A press for measurements: sources on loopback hosts of their own, made of the words of the newsroom's stories.

usage: press.py --port PORT [--feeds 300] [--items 50]

Prints a line when it is ready, and serves until it is ended. `/opml` lists the sources, `/publish` brings one article more to each of them,
`/change` changes a twentieth of them. Linux only (every address of 127.0.0.0/8 is this machine).
"""
import argparse, asyncio, datetime, email.utils, json, pathlib, random, re, time, tomllib

STORIES = pathlib.Path(__file__).resolve().parent.parent / "crates/newsroom/stories"
# The source that takes a request and never answers, after the change.
HANGS = 7
# When the first article of `/publish` came out; the next ones an hour later each.
BEGINNING = datetime.datetime(2026, 11, 20, 6, tzinfo=datetime.timezone.utc)


def words():
    """All words of the newsroom's stories, in order."""
    texts = [article.get("body", "") for file in sorted(STORIES.glob("*.toml")) for article in tomllib.loads(file.read_text()).get("article", [])]
    return re.sub(r"[<>&*_#\[\]]", " ", " ".join(texts)).split()


class Press:
    """The sources: source f has its articles, those published since, and after the change two more and one with another text, if it is
    one of those that change."""

    def __init__(self, port, feeds, items, every):
        self.port, self.feeds, self.items, self.every = port, feeds, items, every
        self.words, self.changed, self.published, self.answered = words(), False, 0, []

    def host(self, f):
        return f"http://127.2.{f // 250}.{f % 250 + 1}:{self.port}"

    def text(self, f, i):
        pick = random.Random(f * 10_007 + i)
        parts = []
        for _ in range(40):
            at = pick.randrange(len(self.words) - 8)
            parts.append(" ".join(self.words[at:at + pick.randint(3, 6)]))
        return " ".join(parts)

    def is_changed(self, f):
        return self.changed and f % self.every == 0

    def feed(self, f):
        changed = self.is_changed(f)
        items = []
        for i in range(self.items + self.published + (2 if changed else 0) - 1, self.published - 1, -1):
            text = self.text(f, i) + (" Дополнено." if changed and i == 0 else "")
            since = i - self.items
            date = BEGINNING + datetime.timedelta(hours=since) if self.published and since >= 0 else datetime.datetime(2026, 10, 1 + i % 20, 10, tzinfo=datetime.timezone.utc)
            items.append(f"<item><title>{text[:60]} {i}</title><link>{self.host(f)}/a/{i}</link><guid isPermaLink='false'>{f}-{i}</guid>"
                         f"<pubDate>{email.utils.format_datetime(date, usegmt=True)}</pubDate><description><![CDATA[<p>{text[:200]}</p>]]></description>"
                         f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>{text}</p><p>{text[::-1][:400]}</p><p>{text[:300]}</p>]]></content:encoded></item>")
        return f"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Source {f}</title><link>{self.host(f)}/</link>{''.join(items)}</channel></rss>".encode()

    async def answer(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                path = head.split(" ", 2)[1]
                asked = re.search(r"(?im)^if-none-match: *(.*?)\r?$", head)
                status, etag, body = 404, "", b""
                if path == "/change":
                    self.changed, self.answered, status = True, [], 200
                elif path == "/publish":
                    self.published, status = self.published + 1, 200
                elif path == "/opml":
                    status, body = 200, self.opml()
                elif path == "/answered":
                    status, body = 200, json.dumps(self.answered).encode()
                elif match := re.fullmatch(r"/f/(\d+)", path):
                    f = int(match[1])
                    if self.changed and f == HANGS:
                        await asyncio.sleep(3600)
                    etag = f'"{f}.{int(self.is_changed(f))}.{self.published}"'
                    status = 304 if asked and asked[1] == etag else 200
                    body = b"" if status == 304 else self.feed(f)
                    self.answered.append(time.time())
                lines = [f"HTTP/1.1 {status} X", "content-type: application/rss+xml", *([f"etag: {etag}"] if etag else [])]
                if status != 304:
                    lines.append(f"content-length: {len(body)}")
                writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def opml(self):
        rows = "".join(f'<outline type="rss" text="Source {f}" xmlUrl="{self.host(f)}/f/{f}"/>' for f in range(self.feeds))
        return f'<?xml version="1.0"?><opml version="2.0"><head><title>l</title></head><body>{rows}</body></opml>'.encode()

    def open(self, ready):
        async def serve():
            server = await asyncio.start_server(self.answer, "0.0.0.0", self.port, backlog=512)
            ready()
            await server.serve_forever()
        asyncio.run(serve())


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--port", type=int, required=True)
    ap.add_argument("--feeds", type=int, default=300)
    ap.add_argument("--items", type=int, default=50)
    args = ap.parse_args()
    Press(args.port, args.feeds, args.items, 20).open(lambda: print("ready", flush=True))


if __name__ == "__main__":
    main()
