"""A desktop's tray, as far as an app sees it: owns org.kde.StatusNotifierWatcher and answers questions about the icons in it.

Reads commands from standard input, one a line, and answers each with one line of JSON:

    items            how many icons were registered since the start, and which are there now
    menu             the labels of the newest icon's menu, in order; separators are left out
    below LABEL      the labels of the menu that this entry opens
    click LABEL      clicks that entry, wherever it is
    look             what is said of the newest icon, and what its picture is
    activate         clicks the newest icon itself
    vanish, appear   the tray goes away, as when a panel ends, and comes back
    nohost, host     icons are kept but nobody shows them; somebody does again
    refuse, take     no icon is taken any more; they are again
    updates          when the newest icon told of a change of its words, in seconds, since this was asked last
"""

import json
import sys
import threading
import time

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"

DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
name = dbus.service.BusName(WATCHER, bus, do_not_queue=True)
registered = 0
icons = []
has_host = True
refuses = False
updates = []


class Watcher(dbus.service.Object):
    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        global registered
        if refuses:
            raise dbus.exceptions.DBusException("no room", name="org.freedesktop.DBus.Error.Failed")
        icon = (sender, service) if service.startswith("/") else (service, "/StatusNotifierItem")
        if icon in icons:
            return
        registered += 1
        icons.append(icon)
        bus.watch_name_owner(icon[0], lambda owner: icon in icons and not owner and icons.remove(icon))
        self.StatusNotifierItemRegistered(icon[0] + icon[1])

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, service):
        self.StatusNotifierHostRegistered()

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemRegistered(self, service):
        pass

    @dbus.service.signal(WATCHER, signature="")
    def StatusNotifierHostRegistered(self):
        pass

    @dbus.service.signal(WATCHER, signature="")
    def StatusNotifierHostUnregistered(self):
        pass

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, interface, prop):
        return self.GetAll(interface)[prop]

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return {
            "IsStatusNotifierHostRegistered": dbus.Boolean(has_host),
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": dbus.Array([a + b for a, b in icons], signature="s"),
        }


def newest():
    """The newest icon, and its properties."""
    if not icons:
        raise LookupError("there is no icon in the tray")
    service, path = icons[-1]
    icon = bus.get_object(service, path)
    return service, icon, dbus.Interface(icon, dbus.PROPERTIES_IFACE)


def entries():
    """The newest icon's menu interface, and its entries as (id, label, entries below)."""
    service, _, item = newest()
    menu = dbus.Interface(bus.get_object(service, item.Get(ITEM, "Menu")), MENU)
    menu.AboutToShow(0)
    _, root = menu.GetLayout(0, -1, dbus.Array([], signature="s"))
    return menu, labelled(root[2])


def labelled(entries):
    # An underscore marks a key; doubled, it is itself.
    plain = lambda label: str(label).replace("__", "\0").replace("_", "").replace("\0", "_")
    found = [(int(each[0]), plain(each[1].get("label", "")), labelled(each[2])) for each in entries]
    return [each for each in found if each[1]]


def whole(entries):
    return [each for entry in entries for each in [entry, *whole(entry[2])]]


def obey(line):
    global has_host, refuses
    command, _, argument = line.strip().partition(" ")
    try:
        if command == "items":
            answer = {"registered": registered, "there": len(icons)}
        elif command == "menu":
            answer = {"labels": [label for _, label, _ in entries()[1]]}
        elif command == "below":
            below = next(below for _, label, below in entries()[1] if label == argument)
            answer = {"labels": [label for _, label, _ in below]}
        elif command == "look":
            _, _, item = newest()
            _, _, title, words = item.Get(ITEM, "ToolTip")
            pictures = [(int(w), int(h), hash(bytes(data))) for w, h, data in item.Get(ITEM, "IconPixmap")]
            answer = {"tooltip": [str(title), str(words)], "pictures": pictures}
        elif command == "activate":
            dbus.Interface(newest()[1], ITEM).Activate(0, 0)
            answer = {"activated": True}
        elif command == "vanish":
            bus.release_name(WATCHER)
            answer = {"gone": True}
        elif command == "appear":
            bus.request_name(WATCHER, dbus.bus.NAME_FLAG_DO_NOT_QUEUE)
            answer = {"here": True}
        elif command in ("nohost", "host"):
            has_host = command == "host"
            watcher.StatusNotifierHostRegistered() if has_host else watcher.StatusNotifierHostUnregistered()
            answer = {"host": has_host}
        elif command in ("refuse", "take"):
            refuses = command == "refuse"
            answer = {"refuses": refuses}
        elif command == "updates":
            answer = {"at": updates[:]}
            updates.clear()
        elif command == "click":
            menu, found = entries()
            chosen = next(i for i, label, _ in whole(found) if label == argument)
            menu.Event(chosen, "clicked", dbus.String("", variant_level=1), dbus.UInt32(int(time.time())))
            answer = {"clicked": argument}
        else:
            answer = {"error": f"unknown command {command!r}"}
    except Exception as error:  # whatever it is, the test shall see it
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)
    return False


def listen():
    for line in sys.stdin:
        GLib.idle_add(obey, line)
    GLib.idle_add(loop.quit)


bus.add_signal_receiver(lambda: updates.append(time.monotonic()), "NewToolTip", ITEM)
watcher = Watcher(bus, "/StatusNotifierWatcher")
loop = GLib.MainLoop()
threading.Thread(target=listen, daemon=True).start()
print(json.dumps({"ready": True}), flush=True)
loop.run()
