"""Says when there is text to be seen on the screen.

    seen.py LEFT TOP WIDTH HEIGHT

For each line on stdin it looks until there are dark dots on light ground in that part of the screen (one without a window is black), and
prints the milliseconds of the system's steady clock (CLOCK_MONOTONIC) of the first look that found them. Prints a line when it is ready.
"""

import sys
import time

import gi

gi.require_version("Gdk", "3.0")
from gi.repository import Gdk  # noqa: E402

# Of 255; and so many dots are more than a frame or a line.
DARK, ENOUGH = bytes(range(90)), 400
LIGHT = bytes(range(200, 256))
PAUSE = 0.005


def is_seen(place):
    picture = Gdk.pixbuf_get_from_window(Gdk.get_default_root_window(), *place)
    red = picture.get_pixels()[:: picture.get_n_channels()]
    dark, light = (len(red) - len(red.translate(None, these)) for these in (DARK, LIGHT))
    return dark >= ENOUGH and light * 2 > len(red)


def main():
    place = [int(number) for number in sys.argv[1:5]]
    print("ready", flush=True)
    for _ in sys.stdin:
        while not is_seen(place):
            time.sleep(PAUSE)
        print(time.monotonic_ns() // 1_000_000, flush=True)


if __name__ == "__main__":
    main()
