# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree of a window as a screen reader meets it (AT-SPI), read whole and at once.

AT-SPI's own library asks for each child of each node by itself and remembers what may be gone: a window of a thousand
nodes took seconds, on a busy machine as many as the test waits. Here the program's cache object tells all it knows in one
answer, and the children of all nodes of a level are asked for together."""

import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
LIMIT_MS = 15000
FRESH_S = 1.0


class Box:
    def __init__(self, x, y, width, height):
        self.x, self.y, self.width, self.height = x, y, width, height


class States:
    def __init__(self, words):
        self.words = words

    def contains(self, state):
        return bool(self.words[int(state) // 32] >> int(state) % 32 & 1)


class Bus:
    """The accessibility bus of this session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, LIMIT_MS,
                                    None).unpack()[0]
        flags = Gio.DBusConnectionFlags
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    def call(self, place, interface, method, arguments=None):
        return self.connection.call_sync(*place, interface, method, arguments, None, 0, LIMIT_MS, None).unpack()

    def call_all(self, places, interface, method):
        """One call to each place, all under way together: answers by place, None where it failed."""
        answers = {}

        def done(connection, result, place):
            try:
                answers[place] = connection.call_finish(result).unpack()
            except GLib.Error:
                answers[place] = None

        for place in places:
            self.connection.call(*place, interface, method, None, None, 0, LIMIT_MS, None, done, place)
        while len(answers) < len(places):
            GLib.MainContext.default().iteration(True)
        return answers


class Node:
    """Name, role, description and states are those of the look it was found by, and asked for anew when that is old."""

    def __init__(self, bus, place, item, read_at):
        self.bus, self.place, self.item, self.read_at = bus, place, item, read_at

    def renew(self):
        if self.item is None or time.monotonic() > self.read_at + FRESH_S:
            name, description = (self.bus.call(self.place, "org.freedesktop.DBus.Properties", "Get",
                                               GLib.Variant("(ss)", (ACCESSIBLE, which)))[0]
                                 for which in ("Name", "Description"))
            role = self.bus.call(self.place, ACCESSIBLE, "GetRole")[0]
            self.item = (name, role, description, self.bus.call(self.place, ACCESSIBLE, "GetState")[0])
            self.read_at = time.monotonic()
        return self.item

    def get_name(self):
        return self.renew()[0]

    def get_role_name(self):
        return Atspi.role_get_name(Atspi.Role(self.renew()[1]))

    def get_description(self):
        return self.renew()[2]

    def get_state_set(self):
        return States(self.renew()[3])

    def get_extents(self):
        """In its window."""
        return Box(*self.bus.call(self.place, "org.a11y.atspi.Component", "GetExtents",
                                  GLib.Variant("(u)", (int(Atspi.CoordType.WINDOW),)))[0])

    def get_actions(self):
        count = self.bus.call(self.place, "org.freedesktop.DBus.Properties", "Get",
                              GLib.Variant("(ss)", ("org.a11y.atspi.Action", "NActions")))[0]
        return [self.bus.call(self.place, "org.a11y.atspi.Action", "GetName", GLib.Variant("(i)", (i,)))[0]
                for i in range(count)]

    def do_action(self, name=None):
        """The action of this name, or the first."""
        number = self.get_actions().index(name) if name else 0
        return self.bus.call(self.place, "org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (number,)))[0]

    def get_text_px(self):
        """Size of its type."""
        return int(self.bus.call(self.place, "org.a11y.atspi.Text", "GetDefaultAttributes")[0]["size"])

    def set_text_contents(self, text):
        return self.bus.call(self.place, "org.a11y.atspi.EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))[0]


def find_app(bus, pid):
    """The root of the program's windows; None: it has not said that it is there."""
    for name, _ in bus.call(("org.a11y.atspi.Registry", ROOT), ACCESSIBLE, "GetChildren")[0]:
        try:
            owner = bus.call(("org.freedesktop.DBus", "/org/freedesktop/DBus"), "org.freedesktop.DBus",
                             "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))[0]
        except GLib.Error:
            continue  # a program that has just ended
        if owner == pid:
            return Node(bus, (name, ROOT), None, 0)
    return None


def items_of(bus, name):
    """What is known of each node, and how many children it has. GTK tells of those that were asked for once."""
    rows = bus.call((name, "/org/a11y/atspi/cache"), "org.a11y.atspi.Cache", "GetItems")[0]
    return {tuple(row[0]): ((row[6], row[7], row[8], row[9]), row[4]) for row in rows}


def children_of(bus, top, items):
    """Children by place, of all below top."""
    found, level = {}, [top]
    while level:
        answers = bus.call_all(level, ACCESSIBLE, "GetChildren")
        level = []
        for place, answer in answers.items():
            found[place] = [tuple(child) for child in answer[0]] if answer else []
            level += [child for child in found[place] if child not in items or items[child][1] > 0]
    return found


def walk(top):
    """All nodes from top down, as they are now, in the order of the tree."""
    if top is None:
        return
    items = items_of(top.bus, top.place[0])
    children = children_of(top.bus, top.place, items)
    if any(child not in items for found in children.values() for child in found):
        items = items_of(top.bus, top.place[0])
    read_at = time.monotonic()

    def below(place):
        yield Node(top.bus, place, items[place][0] if place in items else None, read_at)
        for child in children.get(place, ()):
            yield from below(child)

    yield from below(top.place)


def children(top):
    """The nodes right below top."""
    if top is None:
        return []
    places = top.bus.call(top.place, ACCESSIBLE, "GetChildren")[0]
    return [Node(top.bus, tuple(place), None, 0) for place in places]
