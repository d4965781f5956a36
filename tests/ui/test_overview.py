#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is due today, on the first page, as a screen reader meets it."""

import datetime
import os
import time

from fake_monitor import FakeMonitor
from pump_story import pump, string
from window_case import XML, WindowCase, main, poll, walk

from gi.repository import Atspi, GLib

PLAN = """[person]
Name=Theo Example
[pump]
Model=SynchroMed II
CapacityMl=40
[drug 1]
Name=baclofen
ConcentrationUgPerMl=500
DoseUgPerDay=390
[reservoir]
VolumeMl=40
FilledAt={filled}
LowMl=3
[emergency]
Number=911
Confirmed=true
[tablets]
Plan=Do not give any before you have spoken to us.
Expires={expires}
"""
VISIT = "[appointment {number}]\nKind={kind}\nAt={at}\n"


def moment(days, hour=9):
    """A time of day so many days from now, in the zone of this computer."""
    at = datetime.datetime.now().astimezone() + datetime.timedelta(days=days)
    return at.replace(hour=hour, minute=30, second=0, microsecond=0)


def visit(number, kind, days):
    return VISIT.format(number=number, kind=kind, at=moment(days).isoformat())


class OverviewCase(WindowCase):
    def write_plan(self, more="", filled=-30):
        path = os.path.join(self.dir, "config", "thecal", "care-plan.ini")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(PLAN.format(filled=moment(filled).isoformat(), expires=moment(200).date().isoformat()) + more)
        return path

    def fake(self, path):
        monitor = FakeMonitor(XML)
        self.addCleanup(monitor.stop)
        monitor.put_pump(**pump(PlanPath=string(path)))
        return monitor

    def write_entry(self, monitor, kind, at):
        text = f"[entry]\nKind={kind}\nId=written-{kind}\nAt={at.isoformat()}\n"
        monitor.entries.append({"kind": kind, "id": "written-" + kind, "at": int(at.timestamp() * 1000), "text": text})

    def show(self, size=(1280, 800), **environment):
        self.start_window(size, **environment)
        poll("the window", lambda: self.state(), 90)

    def row(self, start):
        """A row of the list whose name begins so."""
        return next((node for node in walk(self.find("Today", "list")) if node.get_name().startswith(start) and
                     node.get_role_name() == "list item" and
                     node.get_state_set().contains(Atspi.StateType.VISIBLE)), None)

    def click(self, start):
        box = poll(start, lambda: self.row(start)).get_extents()
        self.keys("mousemove", str(box.x + 90), str(box.y + box.height // 2), "click", "1")


class TodayTest(OverviewCase):
    def test_due(self):
        """What is overdue, due and next; each leads to where it is done, and goes when it is."""
        path = self.write_plan(visit(1, "refill", 9) + visit(2, "other", -2))
        monitor = self.fake(path)
        self.show()
        for words in ("Visit: ", "Diary of today: ", "Refill visit: "):
            poll(words, lambda words=words: self.row(words))
        self.assertIn("2 days ago", self.row("Visit: ").get_name())
        self.assertIn("in 9 days", self.row("Refill visit: ").get_name())
        self.screenshot("overview-today")
        self.click("Diary of today")
        poll("the entry", lambda: self.says("Today's entry") or self.find("Save", "push button"))
        self.screenshot("overview-diary")
        self.keys("key", "Escape")
        self.click("Refill visit: ")
        poll("the calendar", lambda: self.says("Next refill"))
        self.keys("key", "ctrl+1")
        # kept and written: gone from here
        self.write_entry(monitor, "visit", moment(-2, 12))
        self.write_entry(monitor, "diary", datetime.datetime.now().astimezone())
        monitor.tell("EntriesChanged")
        poll("nothing due", lambda: self.row("Nothing is written down for today"))
        self.assertIsNone(self.row("Visit: "))
        self.assertTrue(self.row("Refill visit: "))
        for word in (" fine", " OK", " normal", "all clear"):
            self.assertIsNone(self.says(word), word)
        self.screenshot("overview-nothing-due")

    def test_refill(self):
        """The refill of today is recorded from here, and so is one that nobody had booked."""
        path = self.write_plan(visit(1, "refill", 0))
        self.fake(path)
        self.show()
        self.click("Refill visit: today")
        poll("the form", lambda: self.says("Until now"))
        self.keys("key", "Escape")
        poll("its end", lambda: not self.says("Until now"))
        self.press("Record a refill…")
        poll("the form again", lambda: self.says("Until now"))

    def test_narrow_and_dark(self):
        path = self.write_plan(visit(1, "refill", 9) + visit(2, "other", -2))
        self.fake(path)
        self.show((360, 720), ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        poll("the list", lambda: self.row("Diary of today: "))
        self.assert_inside(360)
        self.screenshot("overview-narrow-dark")
        box = self.row("Diary of today: ").get_extents()
        self.keys("mousemove", "180", "400", *["click", "5"] * 12)
        time.sleep(1)
        self.screenshot("overview-narrow-dark-below")
        self.assertLessEqual(box.x + box.width, 360)

    def show_late(self, days, size, **environment):
        path = self.write_plan(visit(1, "refill", days))
        self.fake(path)
        self.show(size, **environment)
        poll("the visit", lambda: self.row("Refill visit: "))
        return self.row("Refill visit: ").get_name()

    def test_late(self):
        """A refill that is booked after the day to refill by is not left among what comes next."""
        self.assertIn(": ask for an earlier date.", self.show_late(12, (1280, 800)))
        self.assertIn("After the day to refill by", self.row("Refill visit: ").get_name())
        self.assertIsNone(self.row("Nothing is written down for today"))
        names = [node.get_name() for node in walk(self.find("Today", "list")) if node.get_role_name() == "list item"]
        self.assertTrue(names[0].startswith("Refill visit: "), names)
        self.screenshot("overview-late")
        self.click("Refill visit: ")
        poll("the calendar", lambda: self.says("but not before the day to refill by"))
        self.screenshot("calendar-late")

    def test_late_narrow_and_dark(self):
        self.assertIn("Too late: the reservoir may be empty from", self.show_late(16, (360, 720), ADW_DEBUG_COLOR_SCHEME="prefer-dark"))
        self.assert_inside(360)
        self.keys("mousemove", "180", "400", *["click", "5"] * 12)
        poll("the row", lambda: 0 <= self.row("Refill visit: ").get_extents().y < 640)
        self.screenshot("overview-late-narrow-dark")
        self.keys("key", "ctrl+5")
        poll("the calendar", lambda: self.says("Too late: the reservoir may be empty from"))
        self.screenshot("calendar-late-narrow-dark")

    def test_alarm(self):
        """Beside an alarm it is one row: how many are due."""
        path = self.write_plan(visit(1, "refill", 9) + visit(2, "other", -2) + visit(3, "other", -3))
        monitor = self.fake(path)
        monitor.put_alarm(7, Pump=GLib.Variant("o", "/org/thecal/Monitor1/pump/1"), PumpId=string("manual"),
                          Condition=string("reservoir-low"), Title=string("Reservoir low"), Priority=string("medium"),
                          ConditionState=string("true"), SignalState=string("sounding"), Rank=GLib.Variant("u", 5),
                          SinceTime=GLib.Variant("x", int(time.time()) * 1000))
        self.show()
        poll("how many", lambda: self.row("3 are due or overdue"))
        self.assertIsNone(self.row("Refill visit: "))
        self.assertTrue(self.find("Record a refill…", "push button"))
        self.screenshot("overview-today-alarm")
        monitor.remove("alarm/7")
        poll("all again", lambda: self.row("Refill visit: "))

    def test_news_of_something_else(self):
        """Who is at a row of the other alarms stays there: it is not made anew because a pump was heard again."""
        monitor = self.fake(self.write_plan())
        for number, title in ((7, "Reservoir low"), (8, "Pump battery low")):
            monitor.put_alarm(number, Pump=GLib.Variant("o", "/org/thecal/Monitor1/pump/1"), PumpId=string("manual"),
                              Condition=string("reservoir-low"), Title=string(title), Priority=string("medium"),
                              ConditionState=string("true"), SignalState=string("sounding"), Rank=GLib.Variant("u", number),
                              SinceTime=GLib.Variant("x", int(time.time() + 3600) * 1000))
        self.show()
        before = poll("the other alarm", lambda: self.says("Pump battery low")).place
        for name in ("Pump A", "Pump B", "Pump C"):
            monitor.set("pump/1", Name=string(name))
            poll(name, lambda name=name: self.says(name))
        self.assertEqual(self.says("Pump battery low").place, before)

    def test_no_monitor(self):
        """What the plan has is told all the same, and what may be missing."""
        self.write_plan(visit(1, "refill", 9) + visit(2, "other", -2))
        self.show()
        poll("the plan's", lambda: self.row("Visit: "), 60)
        poll("the notice", lambda: self.says("What was written down may be missing here."))
        self.assertIsNone(self.row("Diary of today: "))
        self.screenshot("overview-today-no-monitor")


if __name__ == "__main__":
    main()
