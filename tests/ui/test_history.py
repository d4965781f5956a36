#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history as a screen reader meets it, against a monitor that only says what the test puts into it."""

import os
import re
import subprocess
import time

import history_story as story
from window_case import ARTEFACTS, XML, WindowCase, main, walk
from window_case import poll as poll_window

from fake_monitor import FakeMonitor
from gi.repository import Atspi, GLib

s, u, x, b, d = (lambda value, kind=kind: GLib.Variant(kind, value) for kind in "suxbd")


def poll(what, condition):
    """A year is read and drawn, and the memory checkers make it slow."""
    return poll_window(what, condition, 90)


def now_ms():
    return int(time.time() * 1000)


def boot_us():
    return int(time.clock_gettime(time.CLOCK_BOOTTIME) * 1e6)


class HistoryTest(WindowCase):
    def setUp(self):
        super().setUp()
        self.environment["TZ"] = os.environ["TZ"] = "America/New_York"
        time.tzset()
        self.monitor = FakeMonitor(XML)
        self.addCleanup(self.monitor.stop)
        self.now = now_ms()

    def put_pump(self, **properties):
        value = lambda number, unit: (number, unit, "implant", "measured", boot_us())  # noqa: E731
        self.monitor.put_pump(**{
            "Id": s("theo"), "Name": s("Theo's pump"), "Link": s("up"), "Therapy": s("run"), "Source": s("implant"),
            "Heard": b(True), "LastHeardTime": x(self.now - 240000), "LastHeardBootUs": x(boot_us() - 240000000),
            "IntervalS": u(900), "LevelBand": GLib.Variant("(ddd)", (11.1, 12.7, 15.0)),
            "Values": GLib.Variant("a{s(dsssx)}", {"reservoir_ml": value(12.7, "mL"), "capacity_ml": value(40.0, "mL"),
                                                   "low_threshold_ml": value(3.0, "mL")}),
            "Forecast": GLib.Variant("a{sd}", {"low_early": 10.5, "low_nominal": 12.4, "low_late": 15.0,
                                               "empty_early": 14.2, "empty_nominal": 16.2, "empty_late": 19.1,
                                               "refill_by": 10.5}),
            "ForecastBootUs": x(boot_us()), **properties})

    def fill(self):
        self.put_pump()
        self.monitor.levels = story.levels(self.now)
        self.monitor.entries = sorted(story.refills(self.now) + story.diary(self.now), key=lambda entry: entry["at"])
        records = []
        for episode, condition, priority, began, ended in story.alarms(self.now):
            records += [(began, "raise", condition, priority, episode), (ended, "withdraw", condition, priority, episode)]
        for at, effect, condition, priority, episode in sorted(records):
            self.monitor.write(effect, "", condition, priority, episode, at)

    def write_plan(self):
        with open(os.path.join(self.dir, "plan.ini"), "w", encoding="utf-8") as file:
            visit = time.strftime("%Y-%m-%dT09:30:00Z", time.gmtime(time.time() + 4 * 86400))
            file.write(f"[person]\nName=Theo Example\n\n[appointment 1]\nKind=refill\nAt={visit}\n")

    def show(self, size=(1280, 800), **environment):
        self.write_plan()
        self.start_window(size, ("--plan", os.path.join(self.dir, "plan.ini"), "--no-first-start"), **environment)
        poll("the state", lambda: self.state() and "not running" not in self.state())
        # what was asked for while the wide layout stood was cut to what that needs
        self.with_window("Thecal", "windowsize", *size)
        self.with_window("Thecal", "windowfocus")
        # nothing is asked before somebody looks
        poll("the page", lambda: self.keys("key", "ctrl+3") or self.monitor.asked("GetLevels"))

    def chart(self):
        return self.find("Chart of level, alarms and diary")

    def described(self, words):
        return poll(words, lambda: self.chart() and words in self.chart().get_description() and
                    self.chart().get_description())

    def focus_chart(self):
        """A click into it: AT-SPI of GTK 4.8 moves no focus."""
        self.keys("mousemove", "600", "350", "click", "1", "mousemove", "5", "795")

    def shown(self):
        """First and last day that the chart says it shows, ms."""
        stretch = self.chart().get_description().split(".")[0]
        if not re.search(r"\d{4}$", stretch):
            return 0, 0
        days = re.findall(r"(\d+ \w+)(?: (\d{4}))?", stretch)
        years = [year or days[-1][1] for _, year in days]
        times = [time.mktime(time.strptime(f"{day} {year}", "%d %B %Y")) * 1000 for (day, _), year in zip(days, years)]
        return times[0], times[-1]

    def span(self):
        """Days that are shown."""
        first, last = self.shown()
        return round((last - first) / story.DAY_MS) + 1

    def middle(self):
        first, last = self.shown()
        return (first + last) / 2

    def is_drawn(self, name):
        """The chosen period above the chart is coloured. AT-SPI of GTK 4.8 calls what is behind another page visible."""
        self.screenshot(name)
        colour = subprocess.run(["convert", os.path.join(ARTEFACTS, name + ".png"), "-crop", "1x1+238+80", "-depth", "8",
                                 "txt:-"], timeout=30, check=True, capture_output=True, text=True).stdout
        return "#4A54C4" in colour.upper()

    def covers(self):
        first, last = self.shown()
        return any(call[2][1] <= first and call[2][2] >= last for call in self.monitor.asked("GetLevels"))

    def is_on(self, name):
        return self.find(name, "push button").get_state_set().contains(Atspi.StateType.PRESSED)

    def test_chart(self):
        self.fill()
        self.show()
        self.described("Level ")
        # on a busy machine the plan is not read in its two seconds at the start: the next change of it is
        self.write_plan()
        words = self.described("Visit planned")
        # a level without its range, or a silence that is not told, would be a picture for the eye only
        self.assertIn("Now 12.7 mL, could be 11.1 to 15.0.", words)
        self.assertRegex(words, r"Not heard 1 time, last for about (29|30|31|32|33) h from")
        self.assertIn("Refilled to 40.0 mL; 2.1 mL taken out, 2.6 expected; entered by Anna", words)
        self.assertIn("3 alarms, 1 of them high.", words)
        self.assertRegex(words, r"\d\d diary entries\. Stiffness \d to \d of 10\.")
        self.assertIn("Empties between", words)
        self.assertTrue(self.is_on("3 months"))
        self.assertTrue(self.says("These numbers go to your team, they do not decide treatment."))
        self.assertTrue(self.says("Not heard for about "))
        self.assertTrue(self.says("Refilled to 40.0 mL on "))
        time.sleep(1)
        self.screenshot("history")
        for name, days in (("Day", 1), ("Week", 7), ("Month", 31), ("Year", 366)):
            self.press(name)
            poll(name, lambda: self.span() == days)
            self.assertTrue(self.is_on(name))
            # and nothing was drawn that was not asked for
            poll("its levels", lambda: self.covers())
            time.sleep(0.5)
            self.screenshot("history-" + name.lower())
        self.press("All")
        # a year of readings, and the forecast after it
        poll("all of it", lambda: 380 < self.span() < 420)

    def test_keys(self):
        self.fill()
        self.show()
        self.described("Level ")
        poll("three months", lambda: self.span() == 92)
        self.focus_chart()
        self.keys("key", "plus", "plus")
        poll("less time", lambda: abs(self.span() - 92 / 1.25 ** 2) < 3)
        # zoomed is no period any more
        poll("the buttons", lambda: not self.is_on("3 months"))
        self.keys("key", "minus", "minus", "minus")
        poll("more time", lambda: abs(self.span() - 92 * 1.25) < 4)
        self.keys("key", "0")
        poll("all of it", lambda: self.span() > 380)
        self.keys("key", "plus", "plus", "plus", "plus", "plus", "plus", "plus", "Home")
        first = story.levels(self.now)[0][0]
        poll("the beginning", lambda: abs(self.middle() - first) < 60 * story.DAY_MS)
        self.keys("key", "End")
        poll("the end", lambda: self.middle() > self.now - 60 * story.DAY_MS)
        before = self.middle()
        self.keys("key", "Left", "Left", "Left")
        poll("earlier", lambda: self.middle() < before)
        self.keys("key", "shift+Left")
        self.described("Level ")
        words = poll("the value", lambda: re.search(r"^\d+ \w+ \d{4}, \d\d:\d\d\n", self.chart().get_description()) and
                     self.chart().get_description())
        self.assertRegex(words, r"\n(Level|Forecast) [\d.]+|\nLevel not known")
        self.screenshot("history-read-out")
        self.keys("key", "Escape")
        self.described("Level ")

    def test_buttons(self):
        self.fill()
        self.show()
        self.described("Level ")
        before = self.middle()
        self.press("Earlier")
        poll("earlier", lambda: abs(before - self.middle() - 92 * story.DAY_MS) < 2 * story.DAY_MS)
        self.assertTrue(self.is_on("3 months"))
        self.press("Today")
        poll("today", lambda: abs(before - self.middle()) < story.DAY_MS)
        self.press("Show less time")
        poll("less", lambda: self.span() < 60)

    def test_table(self):
        self.fill()
        self.show()
        self.described("Level ")
        self.press("Month")
        poll("a month", lambda: self.span() == 31)
        self.press("Table")
        poll("the alarm", lambda: self.says("High alarm: Pump stopped, "))
        table = poll("the table", lambda: self.find("History by days"))
        texts = [node.get_name() for node in walk(table) if node.get_role_name() == "label"]
        found = {text: True for text in texts}
        lowest, highest = {}, {}
        for at, level in self.monitor.levels:
            day = time.strftime("%-d %b %Y", time.localtime(at / 1000))
            lowest[day], highest[day] = min(level, lowest.get(day, 99)), max(level, highest.get(day, 0))
        time.sleep(1)
        self.screenshot("history-table")
        self.assertTrue(any("stiffness " in text and "spasms " in text for text in found), texts)
        # what the fake gave for a day is what stands in its row
        labels = iter(texts)
        compared = 0
        for text in labels:
            if re.fullmatch(r"\w{3} \d+ \w{3} \d{4}", text):
                level = next(labels)
                numbers = [float(number) for number in re.findall(r"\d+\.\d", level.split(",")[0])]
                day = text[4:]
                if numbers and day in lowest:
                    self.assertAlmostEqual(numbers[0], lowest[day], delta=0.11, msg=text)
                    self.assertAlmostEqual(numbers[-1], highest[day], delta=0.11, msg=text)
                    compared += 1
        self.assertGreater(compared, 20)
        self.assertTrue(any("not heard from" in text for text in texts))
        rows = [text for text in texts if re.fullmatch(r"\w{3} \d+ \w{3} \d{4}", text)]
        self.assertGreater(len(rows), 3)
        self.assertEqual(rows, sorted(rows, key=lambda text: -time.mktime(time.strptime(text, "%a %d %b %Y"))))

    def test_empty(self):
        self.show()
        poll("the empty page", lambda: self.says("Nothing recorded yet"))
        self.assertTrue(self.says("The first level will appear here."))
        poll("no chart", lambda: not self.is_drawn("history-empty"))
        self.fill()
        self.monitor.tell("EntriesChanged")
        self.described("Level ")
        poll("the chart", lambda: self.is_drawn("history-first"))

    def test_lost(self):
        self.fill()
        self.show()
        self.described("Now 12.7 mL")
        self.monitor.stop()
        poll("the loss", lambda: self.says("Thecal's monitor is not running. What you see was read on"))
        # the picture stays, and says of when it is
        self.described("The monitor is not running, this is of earlier.")
        self.screenshot("history-lost")

    def test_fault(self):
        self.fill()
        self.monitor.errors["GetLevels"] = ("org.thecal.Error.Failed", "the disk is full")
        self.show()
        poll("the fault", lambda: self.says("The history cannot be read now: the disk is full"))
        self.assertTrue(self.is_drawn("history-fault"), "what could not be read is not nothing")

    def test_narrow_and_dark(self):
        self.fill()
        self.show((360, 720), ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        self.described("Level ")
        poll("its size", lambda: ((0, 0), (360, 720)) in self.geometries("Thecal"))
        self.assert_inside(360)
        time.sleep(1)
        self.screenshot("history-narrow-dark")
        self.press("Table")
        poll("the table", lambda: self.find("History by days"))
        poll("its rows", lambda: self.says("stiffness "))
        time.sleep(1)
        self.screenshot("history-narrow-table")

    def test_shrinks(self):
        """The row of buttons does not hold the window wide."""
        self.fill()
        self.show()
        self.described("Level ")
        for size in ((900, 800), (360, 720)):
            self.with_window("Thecal", "windowsize", *size)
            poll("its size", lambda: ((0, 0), size) in self.geometries("Thecal"))
            time.sleep(1)
            self.screenshot(f"history-{size[0]}")
            self.assert_inside(size[0], ("Day", "Week", "Month", "3 months", "3 m", "Year", "All", "Earlier", "Later", "Today",
                                         "Show less time", "Show more time", "Table"))

    def test_dark(self):
        self.fill()
        self.show(ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        self.described("Level ")
        time.sleep(1)
        self.screenshot("history-dark")


main()
