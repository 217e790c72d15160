"""Waits for a window that asks to be made small, as a window manager hears it: WM_CHANGE_STATE (ICCCM 4.1.4). Prints its id.

    minimised.py
"""

import ctypes
import sys

from close_window import ClientMessage, Event, x11

SUBSTRUCTURE_NOTIFY = 1 << 19
CLIENT_MESSAGE = 33
ICONIC = 3

x11.XDefaultRootWindow.restype = ctypes.c_ulong
x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
x11.XSelectInput.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_long]
x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
x11.XNextEvent.argtypes = [ctypes.c_void_p, ctypes.c_void_p]

display = x11.XOpenDisplay(None)
if not display:
    sys.exit("there is no X display")
change = x11.XInternAtom(display, b"WM_CHANGE_STATE", 0)
x11.XSelectInput(display, x11.XDefaultRootWindow(display), SUBSTRUCTURE_NOTIFY)
x11.XSync(display, 0)
print("ready", flush=True)
event = Event()
while True:
    x11.XNextEvent(display, ctypes.byref(event))
    message: ClientMessage = event.client_message
    if message.type == CLIENT_MESSAGE and message.message_type == change and message.data[0] == ICONIC:
        print(message.window, flush=True)
        sys.exit()
