#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of the bedside screen at every size it is made for: nothing is cut off, and a finger finds each button."""

import pump_story
from fake_monitor import FakeMonitor
from kiosk_case import PLAN, KioskCase, alarm, string
from window_case import XML, main, poll

from gi.repository import GLib

TARGET_PX = 64


class SizesTest(KioskCase):
    maxDiff = None
    large = False

    def setUp(self):
        super().setUp()
        self.monitor = FakeMonitor(XML)
        self.addCleanup(self.monitor.stop)
        self.monitor.put_pump(**pump_story.pump())

    def look(self, name, button, scrolls=False):
        """The page with this button: every button is a target, and all of it is on the screen, or found by Up and Down."""
        poll(name + ": " + button, lambda: self.button(button))
        width, height = self.size
        wrong = "not looked at"
        for _ in range(20):
            wrong = [f"{node.get_name()}: {box.x},{box.y} {box.width}x{box.height}" for node, box in self.places()
                     if box.x < 0 or box.y < 0 or box.x + box.width > width or
                     (box.y + box.height > height and not scrolls) or
                     min(box.width, box.height) < TARGET_PX]
            if not wrong:
                break
        self.screenshot("kiosk-%s-%dx%d%s" % (name, width, height, "-large" if self.large else ""))
        return wrong

    def look_at_four(self):
        """The others by urgency; the fifth is counted."""
        titles = ["The pump is not heard", "Battery of the pump is low", "Rescue tablets have expired"]
        self.monitor.put_alarm(9, **alarm("battery-low", titles[1], Priority=string("medium"), Rank=GLib.Variant("u", 3)))
        self.monitor.put_alarm(10, **alarm("tablets-expired", titles[2], Priority=string("low"), Rank=GLib.Variant("u", 4)))
        poll("the least", lambda: self.says(titles[2]))
        wrong = self.look("four-alarms", "Acknowledge")
        places = {title: box.y for node, box in self.places("label") for title in titles if title in node.get_name()}
        self.assertEqual(titles, sorted(places, key=places.get), "by urgency")
        self.monitor.put_alarm(11, **alarm("clock", "The clock of the pump is wrong", Priority=string("low"), Rank=GLib.Variant("u", 5)))
        poll("the fifth", lambda: self.says("and 1 more"))
        for number in (9, 10, 11):
            self.monitor.remove(f"alarm/{number}")
        return wrong

    def pages(self):
        found = {}
        if self.large:
            self.set_kiosk(screen={"LargeText": "true", "HighContrast": "true"})
        self.start_kiosk("--plan", PLAN)
        poll("the sentence", lambda: self.state() == "The pump is running, with 14 to 20 days left.")
        self.assertIsNone(self.says("Theo"), "nothing private on the calm page")
        found["calm"] = self.look("calm", "Settings")
        self.touch("Call")
        found["call"] = self.look("call", "Called", scrolls=True)
        self.touch("Back")
        poll("calm", lambda: self.title() == "Overview")
        self.touch("I hear a beep")
        found["beep"] = self.look("beep", "I hear it now", scrolls=True)
        self.touch("Back")
        poll("calm", lambda: self.title() == "Overview")
        self.monitor.put_alarm(7, **alarm("reservoir-empty", "Reservoir empty", SymptomsFirst=pump_story.boolean(True)))
        poll("the alarm", lambda: self.title() == "Alarm")
        found["alarm"] = self.look("alarm", "Acknowledge")
        self.monitor.put_alarm(8, **alarm("link-lost", "The pump is not heard", Priority=string("medium")))
        poll("the other", lambda: self.says("The pump is not heard"))
        found["two-alarms"] = self.look("two-alarms", "Acknowledge")
        found["four-alarms"] = self.look_at_four()
        self.monitor.set("alarm/7", SignalState=string("acknowledged"), AcknowledgedBy=string("Anna"))
        poll("the other", lambda: self.says("The pump is not heard") and self.colour(3, 100) == "#F5C211")
        found["medium"] = self.look("medium", "Acknowledge")
        self.monitor.set("alarm/8", SignalState=string("acknowledged"), AcknowledgedBy=string("Anna"))
        poll("calm", lambda: self.title() == "Overview")
        found["answered"] = self.look("answered", "Alarms")
        self.touch("Symptoms")
        found["walk"] = self.look("walk", "Not sure")
        self.touch("No")
        found["outcome"] = self.look("outcome", "Called")
        self.assertEqual({}, {name: wrong for name, wrong in found.items() if wrong})


def at(width, height, large=False):
    return type(f"At{width}x{height}" + ("Large" if large else ""), (SizesTest,),
                {"size": (width, height), "large": large, "test_pages": SizesTest.pages})


for size in ((800, 480), (480, 800), (1280, 800), (800, 1280), (1920, 1080), (800, 480, True), (480, 800, True)):
    case = at(*size)
    globals()[case.__name__] = case
del case, SizesTest

if __name__ == "__main__":
    main()
