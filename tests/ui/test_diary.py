#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary as a screen reader and a keyboard meet it."""

import glob
import os
import stat
import time
import uuid

import fake_monitor
from window_case import CTL, XML, WindowCase, main, poll, walk

from gi.repository import Atspi, GLib

DAY_S = 24 * 3600
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
        poll("the window to be there", lambda: self.find("Diary", "toggle button") or self.find("Diary"))
        self.with_window("Thecal", "windowfocus")
        self.keys("key", "ctrl+4")
        return window

    def plan(self):
        path = os.path.join(self.dir, "plan.ini")
        with open(path, "w", encoding="utf-8") as file:
            file.write("[emergency]\nNumber=911\nConfirmed=true\n")
        return path

    def toggle(self, name):
        node = poll(name, lambda: self.find(name, "toggle button") or self.find(name, "check box"))
        names = [Atspi.Action.get_action_name(node, i) for i in range(Atspi.Action.get_n_actions(node))]
        self.assertTrue(Atspi.Action.do_action(node, next(i for i, n in enumerate(names) if n in ("click", "activate", "toggle"))))


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


if __name__ == "__main__":
    main()
