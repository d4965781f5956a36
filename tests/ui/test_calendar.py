#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendar as a screen reader meets it: what is due, a refill that is moved, and the file for a telephone."""

import datetime
import os
import time

from fake_monitor import FakeMonitor
from window_case import XML, WindowCase, main, poll

# filled 41 days ago: the reservoir may be empty 44.6 days after it (0.78 mL a day, 15 % more)
PLAN = """# kept as it is
[person]
Name=Theo Example
[pump]
Model=SynchroMed II
CapacityMl=40
ImplantDate=2024-02-11
[drug 1]
Name=baclofen
ConcentrationUgPerMl=500
DoseUgPerDay=390
[reservoir]
VolumeMl=40
FilledAt={filled}
LowMl=3
AlarmDate={alarm}
[emergency]
Number=911
Confirmed=true
[tablets]
Plan=Do not give any before you have spoken to us.
Expires={expires}
[appointment 1]
Kind=refill
At={visit}
[appointment 2]
Kind=other
At={other}
"""
OPERATION = "[operation]\nKind=new\nOn={operation}\n"


def moment(days, hour=9):
    """A time of day so many days from now, in the zone of this computer."""
    at = datetime.datetime.now().astimezone() + datetime.timedelta(days=days)
    return at.replace(hour=hour, minute=30, second=0, microsecond=0)


def day(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


class CalendarCase(WindowCase):
    def write_plan(self, more="", filled=-20, visit=None, other=3):
        path = self.plan_path()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(PLAN.format(filled=moment(filled).isoformat(), alarm=day(filled + 47), expires=day(20),
                                   visit=moment(filled + 39 if visit is None else visit).isoformat(),
                                   other=moment(other, 15).isoformat()) + more)
        return path

    def plan_path(self):
        return os.path.join(self.dir, "config", "thecal", "care-plan.ini")

    def plan_text(self):
        with open(self.plan_path(), encoding="utf-8") as file:
            return file.read()

    def fake(self):
        monitor = FakeMonitor(XML)
        self.addCleanup(monitor.stop)
        return monitor

    def turn_to(self, words):
        """Turns to the page; a key that came before the window had the focus is lost, and so is a plan where the disk of a
        busy computer took its time."""
        if os.path.exists(self.plan_path()):
            os.utime(self.plan_path())
        self.with_window("Thecal", "windowfocus")
        self.keys("key", "ctrl+5")
        return self.says(words)

    def show(self, words, size=(1280, 800), options=(), **environment):
        self.start_window(size, options=("--no-first-start", *options), **environment)
        poll("the window", lambda: self.state(), 90)
        poll("the calendar", lambda: self.turn_to(words) or time.sleep(1), 90)

    def type_date(self, when):
        """In the dialog that is in front, whose first field has the focus."""
        self.keys("key", "ctrl+a")
        self.keys("type", when.strftime("%Y-%m-%d"))
        self.keys("key", "Tab", "Tab", "ctrl+a")
        self.keys("type", when.strftime("%H:%M"))


class CalendarTest(CalendarCase):
    def test_agenda(self):
        self.write_plan(OPERATION.format(operation=day(-20)))
        self.fake()
        self.show("Early enough")
        for words in ("Early enough", "Best days for a refill visit", "Bath and swimming, only if healed", "waiting for your answer",
                      "Some teams say two weeks", "Renew the rescue tablets", "Watch for infection", "Today", "Later"):
            poll(words, lambda words=words: self.says(words))
        self.assertTrue(self.find("Month"))
        for word in (" fine", " OK", " normal", "all clear"):
            self.assertIsNone(self.says(word), word)
        self.screenshot("calendar")

    def test_narrow_and_dark(self):
        self.write_plan(OPERATION.format(operation=day(-20)), filled=-41, visit=-1)
        self.fake()
        self.show("The alarm stays", (360, 720), ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        self.assert_inside(360)
        self.screenshot("calendar-narrow-dark")

    def test_healed(self):
        """H23: the question waits until somebody has looked."""
        self.write_plan(OPERATION.format(operation=day(-20)))
        monitor = self.fake()
        self.show("only if healed")
        self.press("Has it healed?")
        # libadwaita names a response twice
        poll("the question", lambda: self.find("Yes, healed Yes, healed", "push button"), 90)
        self.press("Yes, healed Yes, healed")
        poll("both wounds", lambda: len(monitor.asked("AddEntry")) == 2)
        texts = [call[2][0] for call in monitor.asked("AddEntry")]
        for text, site in zip(texts, ("belly", "back")):
            self.assertIn("Kind=wound", text)
            self.assertIn("site=" + site, text)
            self.assertIn("healed=yes", text)

    def test_empty(self):
        self.fake()
        self.show("No date is known yet")
        self.assertTrue(self.find("Enter the printout", "push button"))
        self.screenshot("calendar-empty")

    def test_telephone(self):
        self.write_plan()
        self.fake()
        self.show("Early enough", options=("--save-to", self.dir))
        self.press("Save for my phone…")
        path = os.path.join(self.dir, "thecal-calendar.ics")
        poll("the file", lambda: os.path.exists(path) and self.says("The calendar is saved"))
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        with open(path, "rb") as file:
            raw = file.read()
        self.assertTrue(all(len(line) <= 75 and b"\n" not in line for line in raw.split(b"\r\n")))
        text = raw.decode().replace("\r\n ", "")
        visit = moment(19).astimezone(datetime.timezone.utc).strftime("DTSTART:%Y%m%dT%H%M%SZ")
        self.assertIn(visit, text)
        self.assertIn("UID:appointment.1@org.thecal.Thecal", text)
        for private in ("Theo", "baclofen", "390"):
            self.assertNotIn(private, text)

    def test_add(self):
        self.write_plan()
        self.fake()
        self.show("Early enough")
        self.press("Add an appointment…")
        poll("the dialog", lambda: self.says("A refill visit is booked already"))
        self.with_window("Add an appointment", "windowfocus")
        self.type_date(moment(-1))
        poll("what was wrong", lambda: self.says("This time has passed."))
        self.screenshot("calendar-add")
        self.keys("key", "shift+Tab", "shift+Tab")
        self.type_date(moment(9, 11))
        self.press("Save")
        poll("the plan", lambda: "[appointment 3]" in self.plan_text())
        self.assertIn("# kept as it is\n", self.plan_text())
        added = self.plan_text().split("[appointment 3]")[1]
        self.assertIn("Kind=post-op", added)
        self.assertIn("At=" + moment(9, 11).strftime("%Y-%m-%dT%H:%M"), added)

    def test_hour_of_a_clock_change(self):
        """Of the last Sunday of the next October that is to come: 02:30 comes twice, and is booked with a zone only."""
        night = datetime.date(datetime.date.today().year, 10, 31)
        if night <= datetime.date.today() + datetime.timedelta(days=7):
            night = night.replace(year=night.year + 1)
        night -= datetime.timedelta(days=(night.weekday() + 1) % 7)
        self.write_plan()
        self.fake()
        self.show("Early enough", TZ="CET-1CEST,M3.5.0,M10.5.0/3")
        self.press("Add an appointment…")
        poll("the dialog", lambda: self.says("A refill visit is booked already"))
        self.with_window("Add an appointment", "windowfocus")
        self.type_date(datetime.datetime.combine(night, datetime.time(2, 30)))
        poll("the question", lambda: self.says("02:30 comes twice. Add the zone: 02:30+02:00 before the change"))
        self.screenshot("calendar-clock-change")
        self.assertIsNone(self.can_press("Save"))
        self.keys("type", "+01:00")
        poll("that it may be saved", lambda: self.can_press("Save"))
        self.press("Save")
        poll("the plan", lambda: f"At={night}T02:30:00+01:00" in self.plan_text())


class MovedRefillTest(CalendarCase):
    def alarm(self):
        return [alarm for alarm in self.alarms() if alarm["condition"] == "refill-overdue"]

    def test_moved_refill(self):
        """T-AP-01, H21: a refill that was missed and is moved too late keeps its alarm; moved to before the early edge it
        ends."""
        self.write_plan(filled=-41, visit=-1)
        self.start_signals()
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        self.start_monitor("--no-bluetooth")
        poll("the alarm", self.alarm, 60)
        self.show("until a new date before")
        self.screenshot("calendar-missed")

        self.press("Move the refill…")
        self.with_window("Move the refill", "windowfocus")
        self.type_date(moment(9))
        poll("the verdict", lambda: self.says("Too late: the reservoir may be empty from"))
        self.screenshot("calendar-too-late")
        self.press("Save")
        poll("the plan", lambda: "At=" + moment(9).strftime("%Y-%m-%dT%H:%M") in self.plan_text())
        poll("the new date", lambda: self.says("Too late"))
        time.sleep(3)  # the monitor has read it by then
        self.assertTrue(self.alarm(), "moved too late is not over")

        self.press("Move the refill…")
        self.with_window("Move the refill", "windowfocus")
        self.type_date(moment(2))
        poll("the other verdict", lambda: self.says("Before the reservoir may be empty") or self.says("Early enough"))
        self.screenshot("calendar-in-time")
        self.press("Save")
        poll("the end of the alarm", lambda: not self.alarm(), 60)


if __name__ == "__main__":
    main()
