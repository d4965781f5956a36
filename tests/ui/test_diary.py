#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary as a screen reader and a keyboard meet it."""

import datetime
import glob
import json
import os
import stat
import subprocess
import time
import uuid

import fake_monitor
from window_case import CTL, XML, WindowCase, main, poll

from gi.repository import Atspi

DAY_S = 24 * 3600
CALM = "[pump]\nReservoirMl=12.7\nCapacityMl=40\nLowMl=3\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"
WEEK = (3, 4, 5, 4, 5, 6, 7)  # stiffness from today backwards
MORE = ({"penn_frequency": 0}, {"spasms": 5, "spasms_per": "day", "penn_frequency": 2, "penn_severity": 1},
        {"dizzy": True, "nausea": True}, {"note": "Woke twice, cold feet."},
        {"temperature": 37.4, "temperature_unit": "c"}, {"penn_frequency": 0}, {})
STIFF = (3, 4, 3, 4, 5, 3, 4, 4, 3, 5, 4, 6, 6, 7)


class DiaryCase(WindowCase):
    def setUp(self):
        super().setUp()
        self.fake = None
        self.addCleanup(lambda: self.fake and self.fake.stop())

    def start_fake(self):
        self.fake = fake_monitor.FakeMonitor(XML)

    def put(self, kind, days_ago, by="Anna", hours_ago=0, **values):
        """An entry that the monitor keeps."""
        at = time.time() - days_ago * DAY_S - hours_ago * 3600
        number = str(uuid.uuid4())
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
        text = f"[entry]\nId={number}\nKind={kind}\nAt={stamp}\nBy={by}\n\n[values]\n"
        text += "".join(f"{name}={value}\n" for name, value in values.items())
        self.fake.entries.append({"id": number, "at": int(at * 1000), "entered": int(at * 1000), "pump": "", "by": by,
                                  "kind": kind, "text": text})
        return number

    def put_weeks(self, today=True):
        for i, stiffness in enumerate(STIFF):
            ago = len(STIFF) - i
            values = {"stiffness": stiffness, "spasms": 2 + stiffness, "spasms_per": "day", "penn_frequency": 2,
                      "penn_severity": 1 if stiffness < 5 else 2, "pain": stiffness - 2, "sleep_h": 7.5, "sleep": 6}
            if stiffness > 5:
                values.update(dizzy="yes", note="Woke twice, legs were stiff in the morning.")
            self.put("diary", ago, **values)
        if today:
            self.put("diary", 0, by="Marcus", stiffness=6, spasms=9, spasms_per="day", penn_frequency=2, penn_severity=2,
                     pain=3, sleep_h=6, tiredness=5, temperature=37.4, temperature_unit="c", sleepy="yes",
                     note="Therapy was short today.")
        self.put("question", 5, question="Can the evening dose be a little earlier?")
        self.put("question", 40, question="When is the next battery check?", answered="yes", answer="In spring.")
        self.put("medicine", 0, hours_ago=1, medicine="Acetaminophen", amount="5 mL", as_needed="yes")
        self.put("wound", 3, site="belly", redness="fading", drainage="none", swelling="none", healed="no")

    def start_diary(self, size, **environment):
        window = self.start_window(size, ("--plan", self.plan(), "--no-first-start"), **environment)
        poll("the window to be there", lambda: self.find("Diary"))
        self.with_window("Thecal", "windowfocus")
        self.keys("key", "ctrl+4")
        return window

    def plan(self):
        path = os.path.join(self.dir, "plan.ini")
        with open(path, "w", encoding="utf-8") as file:
            file.write("[emergency]\nNumber=911\nConfirmed=true\n")
        return path

    def find_choice(self, name):
        for role in ("push button", "toggle button", "check box"):
            node = self.find(name, role)
            if node:
                return node
        return None

    def open_days(self):
        """By Tab, which brings the button into sight."""
        self.with_window("Thecal", "windowfocus")
        self.tab_to("Another day")
        self.keys("key", "space")
        poll("the days", lambda: self.can_press("An earlier day…"))

    def toggle(self, name):
        """Pressed by its action; a check box has none in GTK 4.8, so by its key."""
        node = poll(name, lambda: self.find_choice(name))
        if "click" in node.get_actions():
            self.assertTrue(node.do_action("click"))
            time.sleep(0.4)  # a button that is activated is first shown as pressed for 250 ms
            return
        self.tab_to(name)
        self.keys("key", "space")


class DiaryPictures(DiaryCase):
    """What a family sees, with real-looking days."""

    def take(self, name, size, scheme):
        self.start_fake()
        self.put_weeks()
        self.start_diary(size, ADW_DEBUG_COLOR_SCHEME=scheme)
        poll("the days", lambda: self.says("Woke twice"))
        time.sleep(0.5)
        self.assert_inside(size[0])
        self.screenshot("diary-" + name)
        self.press("Change")
        poll("the entry", lambda: self.find("Save", "push button"))
        self.with_window("Diary", "windowsize", *size)
        self.with_window("Diary", "windowmove", 0, 0)
        time.sleep(1)
        self.screenshot("diary-entry-" + name)
        self.with_window("Diary", "windowfocus")
        for step in range(4):
            self.keys("key", "--repeat", "14", "--delay", "20", "Tab")
            time.sleep(0.5)
            self.screenshot(f"diary-entry-{name}-{step}")

    def take_days(self, name, size, scheme):
        """Which day it is for: the last seven, and an earlier one."""
        self.start_fake()
        self.put_weeks()
        del self.fake.entries[-12:-9]
        self.start_diary(size, ADW_DEBUG_COLOR_SCHEME=scheme)
        poll("the days", lambda: self.says("Woke twice"))
        self.open_days()
        time.sleep(0.5)
        self.screenshot("diary-days-" + name)
        self.press("An earlier day…")
        poll("the calendar", lambda: self.find("Open this day", "push button"))
        time.sleep(0.5)
        self.screenshot("diary-days-earlier-" + name)

    def test_days_light(self):
        self.take_days("light", (1280, 800), "prefer-light")

    def test_days_dark(self):
        self.take_days("dark", (1280, 800), "prefer-dark")

    def test_days_narrow(self):
        self.take_days("narrow-light", (360, 720), "prefer-light")

    def test_days_narrow_dark(self):
        self.take_days("narrow-dark", (360, 720), "prefer-dark")

    def test_light(self):
        self.take("light", (1280, 800), "prefer-light")

    def test_dark(self):
        self.take("dark", (1280, 800), "prefer-dark")

    def test_narrow(self):
        self.take("narrow-light", (360, 720), "prefer-light")

    def test_narrow_dark(self):
        self.take("narrow-dark", (360, 720), "prefer-dark")

    def test_empty(self):
        self.start_fake()
        self.start_diary((1280, 800))
        poll("the empty page", lambda: self.says("No entry yet."))
        time.sleep(0.5)
        self.screenshot("diary-empty")


class DiaryDays(DiaryCase):
    """Days that are written down with the keyboard, and a monitor that keeps them."""

    def start_real(self, size=(1280, 800)):
        self.monitor = self.start_monitor()
        self.window = self.start_diary(size)
        poll("the empty page", lambda: self.says("No entry yet."))

    def open_today(self, button="Add today's entry"):
        self.press(button)
        poll("the entry", lambda: self.find("Save", "push button"))
        self.with_window("Diary", "windowfocus")

    def is_pressed(self, name):
        node = poll(name, lambda: self.find_choice(name))
        states = node.get_state_set()
        return states.contains(Atspi.StateType.PRESSED) or states.contains(Atspi.StateType.CHECKED)

    def save(self):
        self.keys("key", "ctrl+Return")

    def test_a_day_by_keyboard(self):
        """Digits, Tab and Ctrl+Enter are enough; what was entered is kept by the monitor."""
        self.start_real()
        self.open_today()
        self.keys("key", "1")
        poll("one", lambda: self.is_pressed("Stiffness 1"))
        self.keys("key", "1", "0")
        poll("ten", lambda: self.is_pressed("Stiffness 10"))
        self.keys("key", "6")
        poll("six", lambda: self.is_pressed("Stiffness 6"))
        self.keys("key", "Tab")
        self.keys("type", "12")
        self.toggle("Spasms in an hour")
        poll("the suggestion", lambda: self.is_pressed("How often spasms came More than ten an hour"))
        self.save()
        poll("the end of the entry", lambda: not self.find("Save", "push button"))
        poll("the day", lambda: self.says("Stiffness 6, spasms an hour: 12"))
        self.open_today("Change")
        self.assertTrue(self.is_pressed("Stiffness 6"))
        self.toggle("Sleepy")
        poll("where it leads", lambda: self.says("Sleepy or weak. Answer the questions now"))
        self.save()
        poll("the end of the change", lambda: not self.find("Save", "push button"))
        poll("both", lambda: self.says("spasms an hour: 12, sleepy"))
        self.assertTrue(self.find("Check now", "push button"))
        self.press("Check now")
        poll("the questions", lambda: self.find("Call emergency number", "push button"))

    def day_words(self, ago):
        """As the list of the last days says it."""
        day = datetime.date.today() - datetime.timedelta(days=ago)
        return ("Yesterday, " if ago == 1 else "") + f"{day:%A} {day.day} {day:%B}" + \
            (f" {day.year}" if day.year != datetime.date.today().year else "")

    def open_day_before(self, ago):
        self.open_days()
        self.press(self.day_words(ago) + ", no entry yet")
        poll("the entry", lambda: self.find("Save", "push button"))
        poll("the day of the entry", lambda: self.says(self.day_words(ago)))
        self.with_window("Diary", "windowfocus")

    def type_into(self, name, text):
        """From the first question backwards: the end of the form is near."""
        for _ in range(20):
            if name in self.focused():
                self.keys("type", "--delay", "30", text)
                return
            self.keys("key", "shift+Tab")
        self.fail("no focus on " + name)

    def enter_week(self, ago):
        """What each day asks for differs; days before are entered as they come to mind."""
        if ago == 0:
            self.toggle("How often spasms came None")
        elif ago == 1:
            self.keys("key", "Tab")
            self.keys("type", "5")
            self.toggle("Spasms in a day")
            poll("the suggestion", lambda: self.is_pressed("How often spasms came Full spasms, less than one an hour"))
            self.toggle("How strong spasms were Mild")
        elif ago == 2:
            self.toggle("Dizzy")
            self.toggle("Nausea")
        elif ago == 3:
            self.type_into("Note", "Woke twice, cold feet.")
        elif ago == 4:
            self.type_into("Temperature", "37.4")
            poll("the unit", lambda: self.is_pressed("Temperature in °C"))
        elif ago == 5:
            self.toggle("How often spasms came One an hour or more")
            self.toggle("How strong spasms were Severe")
            self.toggle("How often spasms came None")
            poll("the skip", lambda: not self.says("How strong spasms were"))

    def test_week(self):
        """A week that nobody had time for: seven days one after the other, each by its name, and the line they make."""
        self.start_sim(CALM)
        self.start_signals()
        self.start_real()
        for ago, stiffness in enumerate(WEEK):
            if ago == 0:
                self.open_today()
            else:
                self.open_day_before(ago)
            self.keys("key", str(stiffness))
            poll("the answer", lambda: self.is_pressed(f"Stiffness {stiffness}"))
            self.enter_week(ago)
            self.save()
            poll("the end of the entry", lambda: not self.find("Save", "push button"))
            poll("the day", lambda: self.says(self.day_words(ago)))
        done = subprocess.run([CTL, "diary", "list", "--json"], env=self.environment, capture_output=True, text=True,
                              timeout=30, check=True)
        entries = [json.loads(line) for line in done.stdout.splitlines()]
        for entry in entries:
            self.assertEqual(set(entry), {"id", "at", "entered", "pump", "by", "kind", "values"})
            self.assertEqual((entry["kind"], entry["pump"]), ("diary", ""))
        days = {entry["at"][:10]: entry["values"] for entry in entries}
        today = datetime.date.today()
        self.assertEqual(len(entries), len(WEEK))
        self.assertEqual(days, {(today - datetime.timedelta(days=ago)).isoformat(): {"stiffness": stiffness, **more}
                                for ago, (stiffness, more) in enumerate(zip(WEEK, MORE))})
        # the page: a line for each day, and the trend, in words for who cannot see it
        line = ", ".join(f"{today - datetime.timedelta(days=ago):%a} {(today - datetime.timedelta(days=ago)).day}: "
                         f"{WEEK[ago]}" for ago in reversed(range(len(WEEK))))
        poll("the line", lambda: self.says("Stiffness of the last 14 days, " + line))
        poll("the trend", lambda: self.says("Stiffness: mean of 3 days 4, median of the 14 days before"))
        poll("the note", lambda: self.says("Woke twice, cold feet."))
        self.screenshot("diary-week")

    def test_earlier_day(self):
        """A day before the last seven by its date as a person writes it; one that is still to come is refused."""
        self.start_fake()
        self.put_weeks()
        self.start_diary((1280, 800))
        poll("the days", lambda: self.says("Woke twice"))
        self.open_days()
        self.press("An earlier day…")
        poll("the field", lambda: "Date of the earlier day" in self.focused())
        ahead = datetime.date.today() + datetime.timedelta(days=1)
        self.keys("type", "--delay", "30", f"{ahead.day} {ahead:%b} {ahead.year}")
        poll("the refusal", lambda: self.says("This day is still to come."))
        self.keys("key", "Return")
        self.assertIsNone(self.can_press("Open this day"))
        before = datetime.date.today() - datetime.timedelta(days=30)
        self.keys("key", "ctrl+a")
        self.keys("type", "--delay", "30", f"{before:%b} {before.day}, {before.year}")
        poll("the day in words", lambda: self.says(f"{before:%A} {before.day} {before:%B}"))
        self.keys("key", "Return")
        poll("the entry", lambda: self.find("Save", "push button"))
        self.with_window("Diary", "windowfocus")
        self.keys("key", "2")
        self.save()
        poll("the entry", lambda: self.fake.asked("AddEntry"))
        text = self.fake.asked("AddEntry")[0][2][0]
        self.assertIn(f"At={before}T12:00:00", text)
        self.assertIn("stiffness=2", text)

    def test_penn_skip(self):
        """Without spasms nobody is asked how strong they were, and nothing of it is kept."""
        self.start_fake()
        self.start_diary((1280, 800))
        poll("the empty page", lambda: self.says("No entry yet."))
        self.open_today()
        self.toggle("How often spasms came One an hour or more")
        poll("the second part", lambda: self.says("How strong spasms were"))
        self.toggle("How strong spasms were Severe")
        self.toggle("How often spasms came None")
        poll("the skip", lambda: not self.says("How strong spasms were"))
        self.save()
        poll("the entry", lambda: self.fake.asked("AddEntry"))
        text = self.fake.asked("AddEntry")[0][2][0]
        self.assertIn("penn_frequency=0", text)
        self.assertNotIn("penn_severity", text)

    def test_refused_at_the_field(self):
        """What cannot be is told where it was typed; nothing that was typed goes."""
        self.start_fake()
        self.start_diary((1280, 800))
        poll("the empty page", lambda: self.says("No entry yet."))
        self.open_today()
        self.save()
        poll("that nothing is entered", lambda: self.says("Nothing is entered yet."))
        self.keys("key", "4")
        self.tab_to("Temperature in °C")
        self.keys("key", "shift+Tab")
        self.keys("type", "38")
        self.toggle("Temperature in °F")
        self.save()
        poll("what was expected", lambda: self.says("expected") or self.says("Expected") or self.says("°F is from"))
        self.assertEqual(self.fake.asked("AddEntry"), [], "38 °F is no temperature of a person")
        self.screenshot("diary-refused")
        self.toggle("Temperature in °C")
        self.fake.errors["AddEntry"] = ("org.thecal.Error.InvalidArgument", "stiffness: expected something else")
        self.save()
        poll("what the monitor expected", lambda: self.says("expected something else"))
        self.assertTrue(self.is_pressed("Stiffness 4"))
        del self.fake.errors["AddEntry"]
        self.save()
        poll("the end", lambda: not self.find("Save", "push button"))
        text = self.fake.asked("AddEntry")[-1][2][0]
        self.assertIn("temperature=38\n", text)
        self.assertIn("temperature_unit=c", text)

    def test_monitor_killed(self):
        """What is saved while the monitor is gone is kept beside it, for its owner only, and handed over."""
        self.start_real()
        self.open_today()
        self.keys("key", "7")
        self.monitor.kill()
        self.monitor.wait(10)
        poll("that it is gone", lambda: self.says("is not running"))
        self.save()
        poll("where it is", lambda: self.find("Kept on this computer"))
        drafts = poll("the draft", lambda: glob.glob(self.environment["XDG_STATE_HOME"] + "/thecal/drafts/*.entry"))
        self.assertEqual(stat.S_IMODE(os.stat(drafts[0]).st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.dirname(drafts[0])).st_mode), 0o700)
        with open(drafts[0], encoding="utf-8") as file:
            self.assertIn("stiffness=7", file.read())
        poll("that it waits", lambda: self.says("1 entry waits"))
        self.screenshot("diary-waits")
        self.start_monitor()
        poll("the hand-over", lambda: not os.path.exists(drafts[0]), 60)
        poll("the day", lambda: self.says("Stiffness 7") and not self.says("1 entry waits"))

    def test_take_back(self):
        """An entry that is taken back is gone at once, and comes back by Undo."""
        self.start_real()
        self.open_today()
        self.keys("key", "3")
        self.save()
        poll("the day", lambda: self.find("Change", "push button") and self.says("Stiffness 3"))
        self.open_today("Change")
        self.press("Take this entry back")
        poll("the empty page", lambda: self.says("No entry yet."))
        self.press("Undo")
        poll("the day again", lambda: self.says("Stiffness 3"))

    def test_photo(self):
        """The photograph of a wound is copied without what the camera wrote, for its owner only."""
        self.expect_chooser()
        picture = os.path.join(self.dir, "wound.jpg")
        os.system(f"convert -size 320x240 gradient:pink-brown -quality 80 {picture}")
        with open(picture, "rb") as file:
            jpeg = file.read()
        # held on its side: that stays, and nothing else of the camera's words
        turned = bytes.fromhex("4d4d002a00000008 0001 0112000300000001 00060000 00000000")
        with open(picture, "wb") as file:
            file.write(jpeg[:2] + b"\xff\xe1\x00\x2eExif\x00\x00" + turned + b"GPS 40.7 -74" + jpeg[2:])
        self.start_fake()
        self.start_diary((1280, 800))
        poll("the empty page", lambda: self.says("No entry yet."))
        self.press("Add a wound")
        poll("the entry", lambda: self.find("Save", "push button"))
        self.toggle("Where Belly, over the pump")
        self.toggle("Redness Growing")
        poll("where it leads", lambda: self.says("Redness that does not fade"))
        self.press("Add a photo…")
        self.with_window("Photo of the wound", "windowfocus")
        time.sleep(1)
        self.keys("type", picture)
        time.sleep(1)
        self.keys("key", "Return")
        poll("the picture", lambda: self.find("Another photo…", "push button"))
        self.with_window("Wound", "windowfocus")
        self.screenshot("diary-wound")
        kept = glob.glob(self.environment["XDG_STATE_HOME"] + "/thecal/shelf/*.jpg")
        self.assertEqual(len(kept), 1)
        self.assertEqual(stat.S_IMODE(os.stat(kept[0]).st_mode), 0o600)
        with open(kept[0], "rb") as file:
            data = file.read()
        self.assertEqual(data, jpeg[:2] + b"\xff\xe1\x00\x22Exif\x00\x00" + turned + jpeg[2:])
        self.save()
        poll("the entry", lambda: self.fake.asked("AddEntry"))
        self.assertIn("photo=" + os.path.basename(kept[0]), self.fake.asked("AddEntry")[0][2][0])


if __name__ == "__main__":
    main()
