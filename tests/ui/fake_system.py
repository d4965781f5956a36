# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bedside computer has besides: logind, which gives locks against sleep and sets the
brightness of the screen, a sensor of light and screen savers. Each is as
small as what the screen asks of it, on a bus that the test names, in a thread of its own."""

import os
import select
import threading

from gi.repository import Gio, GLib

XML = {
    "org.freedesktop.login1": ("/org/freedesktop/login1", """<node><interface name="org.freedesktop.login1.Manager">
<method name="Inhibit"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="h" direction="out"/></method></interface></node>"""),
    "org.freedesktop.login1.Session": ("/org/freedesktop/login1/session/auto", """<node>
<interface name="org.freedesktop.login1.Session"><method name="SetBrightness"><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="u" direction="in"/></method></interface></node>"""),
    "net.hadess.SensorProxy": ("/net/hadess/SensorProxy", """<node><interface name="net.hadess.SensorProxy">
<method name="ClaimLight"/><method name="ReleaseLight"/><property name="HasAmbientLight" type="b" access="read"/>
<property name="LightLevelUnit" type="s" access="read"/><property name="LightLevel" type="d" access="read"/>
</interface></node>"""),
    "org.freedesktop.ScreenSaver": ("/org/freedesktop/ScreenSaver", """<node><interface name="org.freedesktop.ScreenSaver">
<method name="SimulateUserActivity"/></interface></node>"""),
    "org.gnome.ScreenSaver": ("/org/gnome/ScreenSaver", """<node><interface name="org.gnome.ScreenSaver">
<method name="SetActive"><arg type="b" direction="in"/></method></interface></node>"""),
}


# objects that a service has besides
MORE = {"org.freedesktop.login1": ["org.freedesktop.login1.Session"]}


class FakeService(threading.Thread):
    """One of them, by its bus name."""

    def __init__(self, name, address):
        super().__init__(daemon=True)
        self.name_on_bus = name
        self.place = XML[name][0]
        self.objects = [(place, Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0])
                        for place, xml in (XML[each] for each in [name, *MORE.get(name, [])])]
        self.address = address
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.lux = 100.0
        self.calls = []  # (method, arguments)
        self.refused = set()  # methods that are answered with an error
        self.silent = set()  # … that are not answered
        self.locks = []  # the ends that see when the other end of a lock is closed
        self.ready = threading.Event()
        self.start()
        assert self.ready.wait(10)

    def run(self):
        self.context.push_thread_default()
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            self.address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        for place, interface in self.objects:
            self.bus.register_object(place, interface, self.on_call, self.on_get, None)
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", (self.name_on_bus, 4)), None, Gio.DBusCallFlags.NONE, 5000, None)
        self.ready.set()
        self.loop.run()
        self.bus.close_sync(None)
        self.context.pop_thread_default()

    def stop(self):
        self.loop.quit()
        self.join(10)
        for end in self.locks:
            os.close(end)

    def on_get(self, _bus, _sender, _path, _interface, name):
        return {"HasAmbientLight": GLib.Variant("b", True), "LightLevelUnit": GLib.Variant("s", "lux"),
                "LightLevel": GLib.Variant("d", self.lux)}[name]

    def on_call(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        self.calls.append((method, arguments.unpack()))
        if method in self.silent:
            return
        if method in self.refused:
            invocation.return_dbus_error("org.freedesktop.DBus.Error.AccessDenied", "Only owner of session may do this.")
            return
        if method != "Inhibit":
            invocation.return_value(None)
            return
        read_end, write_end = os.pipe()
        self.locks.append(read_end)
        descriptors = Gio.UnixFDList.new()
        descriptors.append(write_end)
        os.close(write_end)
        invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), descriptors)

    def is_locked(self):
        """Somebody holds a lock: its other end is open."""
        return any(not select.select([end], [], [], 0)[0] for end in self.locks)

    def set_light(self, lux):
        self.lux = lux
        self.bus.emit_signal(None, self.place, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                             GLib.Variant("(sa{sv}as)", (self.name_on_bus, {"LightLevel": GLib.Variant("d", lux)}, [])))
