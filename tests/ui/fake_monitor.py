# SPDX-License-Identifier: GPL-3.0-or-later
"""A small org.thecal.Monitor1 on the session bus: it holds what a test puts into it, says what changed, and keeps what
it was asked. It decides nothing. It runs in a thread of its own, so that it answers while the test waits."""

import os
import threading
import time

from gi.repository import Gio, GLib

NAME = "org.thecal.Monitor1"
ROOT = "/org/thecal/Monitor1"
NAN = float("nan")
EMPTY = {"s": "", "t": 0, "u": 0, "x": 0, "b": False, "o": "/", "(ddd)": (NAN, NAN, NAN)}

MANAGER_XML = """<node><interface name="org.freedesktop.DBus.ObjectManager">
<method name="GetManagedObjects"><arg name="objects" type="a{oa{sa{sv}}}" direction="out"/></method>
<signal name="InterfacesAdded"><arg type="o"/><arg type="a{sa{sv}}"/></signal>
<signal name="InterfacesRemoved"><arg type="o"/><arg type="as"/></signal>
</interface></node>"""


def empty(signature):
    return GLib.Variant(signature, EMPTY.get(signature, {} if signature.startswith("a{") else []))


class FakeMonitor(threading.Thread):
    def __init__(self, xml):
        super().__init__(daemon=True)
        with open(xml, encoding="utf-8") as file:
            self.node = Gio.DBusNodeInfo.new_for_xml(file.read())
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.bus = None
        self.objects = {}  # path -> (interface info, {property: variant})
        self.ids = {}  # path -> registration
        self.called_at = []  # of each call, monotonic
        self.calls = []  # (what the object is called, method, arguments)
        self.silent = set()  # methods that get no answer
        self.errors = {}  # method -> (error name, message)
        self.log = []  # dicts of GetAlarmLog, oldest first
        self.verified = (0, 0)
        self.levels = []  # (ms, mL), oldest first
        self.entries = []  # dicts of GetEntries, oldest first
        self.devices = []  # (address, name, paired) of ListDevices
        self.pairing = None  # the call of Pair that waits, where it is silent
        self.ready = threading.Event()
        self.start()
        self.ready.wait(10)

    def run(self):
        self.context.push_thread_default()
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ["DBUS_SESSION_BUS_ADDRESS"], flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        info = Gio.DBusNodeInfo.new_for_xml(MANAGER_XML).interfaces[0]
        self.bus.register_object(ROOT, info, self.on_managed, None, None)
        self._put("manager", "Manager", State=GLib.Variant("s", "watching"))
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", (NAME, 4)), None, Gio.DBusCallFlags.NONE, 5000, None)
        self.ready.set()
        self.loop.run()
        self.bus.close_sync(None)
        self.context.pop_thread_default()

    def stop(self):
        self.loop.quit()
        self.join(10)

    def do(self, action, *arguments, **properties):
        """Does it in the thread that owns the bus, and waits for it."""
        done = threading.Event()

        def step(_data):
            action(*arguments, **properties)
            done.set()
            return GLib.SOURCE_REMOVE

        source = GLib.idle_source_new()
        source.set_callback(step)
        source.attach(self.context)
        assert done.wait(10)

    # what tests say

    def set(self, name, **properties):
        self.do(self._set, name, **properties)

    def put_alarm(self, number, **properties):
        self.do(self._put, f"alarm/{number}", "Alarm", Id=GLib.Variant("u", number), **properties)

    def put_pump(self, **properties):
        self.do(self._put, "pump/1", "Pump", **properties)

    def remove(self, name):
        self.do(self._remove, name)

    def show_passkey(self, passkey):
        """Asks the agent of who pairs to show it; what it answers comes into the list: "shown", or the name of its error."""
        answers = []

        def on_answer(bus, result, _data):
            try:
                bus.call_finish(result)
                answers.append("shown")
            except GLib.Error as error:
                answers.append(Gio.DBusError.get_remote_error(error) or error.message)

        agent = self.pairing.get_parameters().unpack()[1]
        self.do(self.bus.call, self.pairing.get_sender(), agent, NAME + ".PairingAgent", "DisplayPasskey",
                GLib.Variant("(u)", (passkey,)), None, Gio.DBusCallFlags.NONE, 60000, None, on_answer, None)
        return answers

    def fail_pairing(self, message):
        pairing, self.pairing = self.pairing, None
        self.do(pairing.return_dbus_error, "org.thecal.Error.Failed", message)

    def asked(self, method):
        return [call for call in self.calls if call[1] == method]

    # the bus

    def _interface(self, short):
        return self.node.lookup_interface(f"{NAME}.{short}")

    def _put(self, name, short, **properties):
        path, info = f"{ROOT}/{name}", self._interface(short)
        values = {known.name: empty(known.signature) for known in info.properties}
        values.update(properties)
        self.objects[path] = (info, values)
        self.ids[path] = self.bus.register_object(path, info, self.on_call, self.on_get, None)
        self.bus.emit_signal(None, ROOT, "org.freedesktop.DBus.ObjectManager", "InterfacesAdded",
                             GLib.Variant("(oa{sa{sv}})", (path, {info.name: values})))

    def _set(self, name, **properties):
        path = f"{ROOT}/{name}"
        info, values = self.objects[path]
        values.update(properties)
        self.bus.emit_signal(None, path, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                             GLib.Variant("(sa{sv}as)", (info.name, properties, [])))

    def _remove(self, name):
        path = f"{ROOT}/{name}"
        info, _ = self.objects.pop(path)
        self.bus.unregister_object(self.ids.pop(path))
        self.bus.emit_signal(None, ROOT, "org.freedesktop.DBus.ObjectManager", "InterfacesRemoved",
                             GLib.Variant("(oas)", (path, [info.name])))

    def on_managed(self, _bus, _sender, _path, _interface, _method, _arguments, invocation):
        objects = {path: {info.name: values} for path, (info, values) in self.objects.items()}
        invocation.return_value(GLib.Variant("(a{oa{sa{sv}}})", (objects,)))

    def on_get(self, _bus, _sender, path, _interface, name):
        return self.objects[path][1][name]

    def on_call(self, _bus, _sender, path, interface, method, arguments, invocation):
        self.called_at.append(time.monotonic())
        self.calls.append((path[len(ROOT) + 1:], method, arguments.unpack()))
        if method in self.silent:
            self.pairing = invocation if method == "Pair" else self.pairing
            return  # a monitor that never answers
        if method in self.errors:
            invocation.return_dbus_error(*self.errors[method])
        else:
            invocation.return_value(self.answer(interface, method, arguments.unpack()))

    def answer(self, interface, method, arguments):
        if method == "GetAlarmLog":
            return GLib.Variant("(aa{sv})", (self.page(*arguments),))
        if method == "GetLog":
            keys = ("at", "pump", "condition", "effect", "priority", "detail")
            records = [tuple(record[key] for key in keys) for record in self.log[-arguments[0]:]]
            return GLib.Variant("(a(xsssss))", (records,))
        if method == "ListDevices":
            return GLib.Variant("(a(ssb))", (self.devices,))
        if method == "VerifyAlarmLog":
            return GLib.Variant("(tt)", self.verified)
        if method == "GetLevels":
            return GLib.Variant("(a(xdd))", (self.buckets(*arguments),))
        if method == "GetEntries":
            return GLib.Variant("(aa{sv})", (self.written(*arguments),))
        out = self.node.lookup_interface(interface).lookup_method(method).out_args
        if not out:
            return None
        return GLib.Variant.new_tuple(*[empty(argument.signature) for argument in out])

    def buckets(self, _pump, start, end, most):
        length = max((end - start) // most, 1)
        found = {}
        for at, level in self.levels:
            if start <= at < end:
                number = (at - start) // length
                lowest, highest = found.get(number, (level, level))
                found[number] = min(lowest, level), max(highest, level)
        return [(start + number * length, *found[number]) for number in sorted(found)][:most]

    def written(self, kind, start, end, most):
        found = [entry for entry in self.entries if kind in ("", entry["kind"]) and start <= entry["at"] < end]
        return [{key: GLib.Variant("x" if key in ("at", "entered") else "s", value) for key, value in entry.items()}
                for entry in found[-most:]]

    def tell(self, signal):
        """A signal of the manager, without arguments."""
        self.do(self.bus.emit_signal, None, f"{ROOT}/manager", f"{NAME}.Manager", signal, None)

    def page(self, after, newest, most):
        records = self.log[-most:] if newest else [record for record in self.log if record["seq"] > after][:most]
        return [{key: GLib.Variant({"seq": "t", "at": "x", "episode": "u"}.get(key, "s"), value)
                 for key, value in record.items()} for record in records]

    def write(self, effect, detail="", condition="reservoir-empty", priority="high", episode=7, at=0):
        """A record of the log."""
        self.log.append({"seq": len(self.log) + 1, "at": at, "pump": "", "condition": condition, "effect": effect,
                         "priority": priority, "episode": episode, "detail": detail, "hash": ""})
