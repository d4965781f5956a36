# SPDX-License-Identifier: GPL-3.0-or-later
"""A session bus of a test's own, and on it a monitor that answers what the test says."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time

from gi.repository import Gio, GLib

NAME, ROOT = "org.thecal.Monitor1", "/org/thecal/Monitor1"
MANAGER = ROOT + "/manager"
CONF = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""
OBJECT_MANAGER = """<node><interface name='org.freedesktop.DBus.ObjectManager'>
<method name='GetManagedObjects'><arg type='a{oa{sa{sv}}}' direction='out'/></method></interface></node>"""


def poll(what, condition, limit_s=30):
    """Waits for what another does by itself; the value it took."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError("not seen in time: " + what)


def listens(path):
    """The file is there a moment before anybody is behind it."""
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(path) == 0


class PrivateBus:
    """A dbus-daemon in a folder of its own; self.environment leads to it, and to nothing of this machine's session."""

    def __init__(self):
        self.dir = tempfile.mkdtemp(prefix="thecal-ctl.")
        path, conf = os.path.join(self.dir, "bus"), os.path.join(self.dir, "bus.conf")
        with open(conf, "w", encoding="utf-8") as file:
            file.write(CONF.format(path=path))
        self.address = "unix:path=" + path
        self.environment = {key: value for key, value in os.environ.items()
                            if key not in ("DISPLAY", "WAYLAND_DISPLAY", "PULSE_SERVER", "NOTIFY_SOCKET", "G_DEBUG")}
        self.environment.update(DBUS_SESSION_BUS_ADDRESS=self.address, XDG_RUNTIME_DIR=self.dir, HOME=self.dir, XDG_CONFIG_HOME=self.dir + "/config",
                                XDG_STATE_HOME=self.dir + "/state", TZ="UTC",
                                DBUS_SYSTEM_BUS_ADDRESS="unix:path=" + os.path.join(self.dir, "nowhere"))
        self.daemon = subprocess.Popen(["dbus-daemon", "--nofork", "--config-file=" + conf], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
        poll("the session bus", lambda: listens(path))

    def stop(self):
        self.daemon.terminate()
        self.daemon.wait()
        shutil.rmtree(self.dir, ignore_errors=True)


class Refusal(Exception):
    """What a handler raises to answer with an error: name after org.thecal.Error., message."""


class FakeMonitor:
    """org.thecal.Monitor1 by its own description. Handlers by method name get the arguments and return a Variant tuple."""

    def __init__(self, bus, xml):
        self.properties = {}
        self.handlers = {}
        self.alarms = {}
        self.pumps = {}
        self.calls = []
        self.when_asked = None  # run once, after the next answer to GetManagedObjects
        self.loop = GLib.MainLoop()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(bus.address, flags, None, None)
        self.connection.set_exit_on_close(False)
        with open(xml, encoding="utf-8") as file:
            self.interfaces = {i.name: i for i in Gio.DBusNodeInfo.new_for_xml(file.read()).interfaces}
        self.register(ROOT, Gio.DBusNodeInfo.new_for_xml(OBJECT_MANAGER).interfaces[0])
        self.register(MANAGER, self.interfaces[NAME + ".Manager"])
        self.ask_bus("RequestName", GLib.Variant("(su)", (NAME, 0)))
        self.thread = threading.Thread(target=self.loop.run)
        self.thread.start()

    def ask_bus(self, method, parameters):
        self.connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method, parameters,
                                  None, Gio.DBusCallFlags.NONE, 5000, None)

    def leave(self):
        """As a monitor that ended."""
        self.ask_bus("ReleaseName", GLib.Variant("(s)", (NAME,)))

    def stop(self):
        self.loop.quit()
        self.thread.join()
        self.connection.close_sync(None)

    def register(self, path, interface):
        self.connection.register_object(path, interface, self.on_call, None, None)

    def add_alarm(self, number):
        self.register(f"{ROOT}/alarm/{number}", self.interfaces[NAME + ".Alarm"])

    def set(self, **changed):
        """Properties of the manager, told as they change."""
        self.properties.update(changed)
        self.connection.emit_signal(None, MANAGER, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                    GLib.Variant("(sa{sv}as)", (NAME + ".Manager", changed, [])))

    def later(self, function, *arguments):
        """After the answer to the call that is being handled."""
        GLib.idle_add(lambda: function(*arguments) and False)

    def on_call(self, _connection, _sender, path, _interface, method, parameters, invocation):
        if method == "GetManagedObjects":
            objects = {MANAGER: {NAME + ".Manager": self.properties}}
            objects.update({f"{ROOT}/pump/{number}": {NAME + ".Pump": pump} for number, pump in self.pumps.items()})
            objects.update({f"{ROOT}/alarm/{number}": {NAME + ".Alarm": alarm} for number, alarm in self.alarms.items()})
            invocation.return_value(GLib.Variant("(a{oa{sa{sv}}})", (objects,)))
            if self.when_asked is not None:
                self.later(self.when_asked)
                self.when_asked = None
            return
        self.calls.append((path[len(ROOT) + 1:], method, *parameters.unpack()))
        try:
            invocation.return_value(self.handlers[method](*parameters.unpack()))
        except Refusal as refusal:
            invocation.return_dbus_error("org.thecal.Error." + refusal.args[0], refusal.args[1])
        except Exception as error:  # pylint: disable=broad-except
            invocation.return_dbus_error("org.thecal.Error.Failed", "the test: " + repr(error))
