"""Prints the text in the X clipboard (the selection CLIPBOARD, ICCCM 2), as a program that pastes would read it."""

import ctypes
import select
import sys


class Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("pad", ctypes.c_long * 24)]


SELECTION_NOTIFY = 31
SECONDS = 10

x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
for name, result, arguments in [
    ("XInternAtom", ctypes.c_ulong, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]),
    ("XDefaultRootWindow", ctypes.c_ulong, [ctypes.c_void_p]),
    ("XCreateSimpleWindow", ctypes.c_ulong, [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 5 + [ctypes.c_ulong] * 2),
    ("XConvertSelection", ctypes.c_int, [ctypes.c_void_p] + [ctypes.c_ulong] * 5),
    ("XConnectionNumber", ctypes.c_int, [ctypes.c_void_p]),
    ("XPending", ctypes.c_int, [ctypes.c_void_p]),
    ("XNextEvent", ctypes.c_int, [ctypes.c_void_p, ctypes.c_void_p]),
    ("XCloseDisplay", ctypes.c_int, [ctypes.c_void_p]),
]:
    getattr(x11, name).restype = result
    getattr(x11, name).argtypes = arguments
x11.XGetWindowProperty.argtypes = (
    [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_long, ctypes.c_long, ctypes.c_int, ctypes.c_ulong]
    + [ctypes.c_void_p] * 5
)

display = x11.XOpenDisplay(None)
if not display:
    sys.exit("there is no X display")
clipboard, text, answer = (x11.XInternAtom(display, name, 0) for name in (b"CLIPBOARD", b"UTF8_STRING", b"QAZET_ANSWER"))
window = x11.XCreateSimpleWindow(display, x11.XDefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0)
x11.XConvertSelection(display, clipboard, text, answer, window, 0)
event = Event()
while event.type != SELECTION_NOTIFY:
    if not x11.XPending(display) and not select.select([x11.XConnectionNumber(display)], [], [], SECONDS)[0]:
        sys.exit("the owner of the clipboard does not answer")
    x11.XNextEvent(display, ctypes.byref(event))
kind, form, count, left, value = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_char_p()
x11.XGetWindowProperty(
    display, window, answer, 0, 1 << 20, 1, 0, *(ctypes.byref(each) for each in (kind, form, count, left, value))
)
sys.stdout.write((value.value or b"").decode())
x11.XCloseDisplay(display)
