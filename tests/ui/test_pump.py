#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pump by its parts, its care plan and the people whose pumps they are, as a screen reader meets them."""

import json
import os
import subprocess
import time

from fake_monitor import FakeMonitor
from pump_story import boolean, pump, string
from window_case import CTL, XML, WindowCase, main, poll, walk

from gi.repository import GLib

PLAN = """[person]
Name=Theo Example
BirthDate=2017-03-05
[pump]
Model=SynchroMed II
Serial=EX0001
CapacityMl=40
Side=left
ImplantDate=2024-02-11
CatheterDate=2024-02-11
[drug 1]
Name=baclofen
ConcentrationUgPerMl=500
DoseUgPerDay=390
[flex]
Step1=00:00 320
Step2=06:00 640
Step3=09:00 360
Step4=18:00 340
Step5=21:00 420
[reservoir]
VolumeMl=40
FilledAt={filled}
LowMl=3
AlarmDate={alarm}
[emergency]
Number=911
Confirmed=true
"""


def day(days):
    return time.strftime("%Y-%m-%d", time.localtime(time.time() + days * 86400))


class PumpCase(WindowCase):
    def write_plan(self, text=PLAN, name="care-plan.ini", filled=-35, alarm=10):
        folder = os.path.join(self.dir, "config", "thecal")
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.format(filled=day(filled), alarm=day(alarm)))
        return path

    def fake(self):
        monitor = FakeMonitor(XML)
        self.addCleanup(monitor.stop)
        return monitor

    def show(self, size=(1280, 800), **environment):
        self.start_window(size, ("--no-first-start",), **environment)
        poll("the window", lambda: self.state())
        self.with_window("Thecal", "windowfocus")
        self.keys("key", "ctrl+6")


class PumpTest(PumpCase):
    def test_parts(self):
        path = self.write_plan()
        monitor = self.fake()
        monitor.put_pump(**pump(PlanPath=string(path)))
        self.show()
        for words in ("12.7 mL", "could be 11.1 to 15.0", "No replacement notice, 64 %",
                      "To be replaced: between February 2029 and February 2031", "Running",
                      "Placed 11 February 2024", "µg a day, in 5 steps", "06:00 to 09:00: 640 µg a day",
                      "measured by the pump, through the bedside gateway, 4 min ago", "The scanner stops the motor."):
            poll(words, lambda words=words: self.says(words))
        self.screenshot("pump")
        monitor.set("pump/1", Stale=boolean(True))
        poll("the last level", lambda: self.says("last known 12.7 mL"))
        poll("the last state", lambda: self.says("last known: Running"))
        self.screenshot("pump-stale")

    def test_pictures(self):
        path = self.write_plan()
        monitor = self.fake()
        monitor.put_pump(**pump(PlanPath=string(path), BatteryState=string("eri"),
                                EriTime=GLib.Variant("x", int(time.time() - 9 * 86400) * 1000)))
        self.show(ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        poll("the notice", lambda: self.says("between now and"))
        self.screenshot("pump-dark")


    def test_narrow(self):
        path = self.write_plan()
        monitor = self.fake()
        monitor.put_pump(**pump(PlanPath=string(path)))
        self.show((360, 720))
        poll("the pump", lambda: self.says("12.7 mL"))
        self.assert_inside(360)
        self.screenshot("pump-narrow")


class RefillTest(PumpCase):
    """With a monitor that takes what it is told, and with none."""

    def type_into(self, name, text):
        row = poll(name, lambda: next((node for node in walk(self.app) if name in node.get_name() and
                                       node.get_role_name() in ("text", "entry")), None))
        row.set_text_contents(text)

    def do(self, name):
        """The first action of whatever has this name and one."""
        node = poll(name, lambda: next((node for node in walk(self.app) if node.get_name() == name and
                                        node.get_actions()), None))
        node.do_action()

    def fill(self, **more):
        values = {"Volume after the refill": "40", "Next alarm date": day(46), "Volume taken out": "9.2"}
        values.update(more)
        for name, text in values.items():
            self.type_into(name, text)

    def plan(self):
        with open(os.path.join(self.dir, "config", "thecal", "care-plan.ini"), encoding="utf-8") as file:
            return file.read()

    def test_refill(self):
        path = self.write_plan()
        monitor = self.fake()
        monitor.put_pump(**pump(PlanPath=string(path)))
        self.show()
        poll("the plan", lambda: self.says("in 5 steps"))
        self.press("Record a refill…")
        poll("the form", lambda: self.says("Until now"))
        poll("what was expected", lambda: self.says("Expected: 12.7 mL, could be 11.1 to 15.0"))
        # nothing is taken without the next alarm date
        self.press("Save")
        poll("the refusal", lambda: self.says("This value is needed."))
        self.type_into("Concentration", "0.5 mg/mL")
        self.press("Save")
        poll("the other unit", lambda: self.says("Thecal counts in µg"))
        self.fill(**{"Concentration": "500"})
        poll("the difference", lambda: self.says("3.5 mL less than expected was left"))
        poll("the forecast", lambda: self.says("Refill by") and self.says("Empties between"))
        self.screenshot("refill")
        self.press("Save")
        poll("its end", lambda: self.says("Recorded"))
        self.assertTrue(self.says("1, 4, 12, 24, 48 and 72 hours"))
        self.assertTrue(self.says("call the pump team today"))
        self.screenshot("refill-end")
        (_, _, (who, values)), = monitor.asked("Enter")
        self.assertEqual(who, "manual")
        self.assertEqual((values["reservoir_ml"], values["withdrawn_ml"], values["concentration_ug_per_ml"]), (40, 9.2, 500))
        (_, _, (entry,)), = monitor.asked("AddEntry")
        for words in ("Kind=refill", "Id=refill-manual-", "withdrawn_ml=9.2", "expected_ml=12.7", "06:00 640"):
            self.assertIn(words, entry)
        self.assertIn("VolumeMl=40", self.plan())
        self.assertIn("AlarmDate=" + day(46), self.plan())
        self.assertNotIn("FilledAt=" + day(-35), self.plan())
        self.assertIn("Step5=21:00 420", self.plan())

    def test_hour_of_a_clock_change(self):
        """An hour that comes twice in that night, or not at all, is asked about and never chosen."""
        path = self.write_plan()
        monitor = self.fake()
        monitor.put_pump(**pump(PlanPath=string(path)))
        self.show((360, 720), TZ="CET-1CEST,M3.5.0,M10.5.0/3")
        self.press("Record a refill…")
        poll("the form", lambda: self.says("Until now"))
        self.fill(**{"Refilled on": "2025-10-26 02:30"})
        self.press("Save")
        poll("the question", lambda: self.says("Refilled on: On that night the clocks change and 02:30 comes twice. Add the zone: "
                                               "02:30+02:00 before the change, 02:30+01:00 after it."))
        self.screenshot("refill-clock-change")
        self.fill(**{"Refilled on": "30 Mar 2025 02:30"})
        self.press("Save")
        poll("the other", lambda: self.says("there is no 02:30"))
        self.assertEqual(monitor.asked("Enter"), [])
        self.fill(**{"Refilled on": "2025-10-26 02:30+01:00"})
        self.press("Save")
        self.press("It says so It says so")  # more than a year between the refill and its alarm date
        poll("its end", lambda: self.says("Recorded"))
        self.assertIn("FilledAt=2025-10-26T02:30:00+01:00\n", self.plan())
        (_, _, (_, values)), = monitor.asked("Enter")
        self.assertEqual(values["filled_at"], "2025-10-26T02:30:00+01:00")

    def test_dose_of_a_clock_change(self):
        path = self.write_plan()
        monitor = self.fake()
        monitor.put_pump(**pump(PlanPath=string(path)))
        self.show(TZ="CET-1CEST,M3.5.0,M10.5.0/3")
        self.do("Record…")
        self.do("Dose or programme changed…")
        self.type_into("When", "26.10.2025 02:30")
        self.press("Save")
        poll("the question", lambda: self.says("When: On that night the clocks change and 02:30 comes twice"))
        self.screenshot("dose-clock-change")
        self.type_into("When", "26.10.2025 02:30 +02:00")
        self.press("Save")
        poll("its end", lambda: self.says("Recorded"))
        (_, _, (entry,)), = monitor.asked("AddEntry")
        self.assertIn("At=2025-10-26T00:30:00Z", entry)

    def test_refused_by_the_monitor(self):
        path = self.write_plan()
        monitor = self.fake()
        monitor.errors["Enter"] = ("org.thecal.Error.InvalidArgument", "reservoir_ml: expected less")
        monitor.put_pump(**pump(PlanPath=string(path)))
        before = self.plan()
        self.show()
        self.press("Record a refill…")
        self.fill()
        self.press("Save")
        poll("the refusal", lambda: self.says("expected less"))
        self.assertEqual(self.plan(), before, "what was refused is written nowhere")
        self.assertEqual(monitor.asked("AddEntry"), [])

    def test_unusual_and_no_monitor(self):
        self.write_plan()
        self.show()
        poll("by the plan", lambda: self.says("computed from the care plan"))
        self.press("Record a refill…")
        # more than the pump holds is refused
        self.fill(**{"Volume after the refill": "41"})
        self.press("Save")
        poll("the refusal", lambda: self.says("more than the reservoir holds"))
        # a concentration that no pharmacy sells is asked again
        self.fill(**{"Concentration": "490"})
        self.press("Save")
        poll("the doubt", lambda: self.says("Is this what the paper says?"))
        self.screenshot("refill-doubt")
        self.press("It says so It says so")  # libadwaita names a response twice
        poll("its end", lambda: self.says("Recorded, but not everywhere"))
        self.assertTrue(self.says("monitor is not running"))
        self.assertIn("ConcentrationUgPerMl=490", self.plan())
        self.assertIn("ChangedOn=" + day(0), self.plan())

    def refills(self):
        result = subprocess.run([CTL, "entry", "list", "--kind", "refill", "--json"], env=self.environment,
                                capture_output=True, text=True, timeout=30)
        return [json.loads(line) for line in result.stdout.splitlines()] if result.returncode == 0 else []

    def test_kept_while_the_monitor_is_dead(self):
        """What was taken out, and the note, wait for the monitor, and are one refill with what it reads in the plan."""
        self.write_plan()
        self.start_signals()
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + os.path.join(self.dir, "nowhere")
        monitor = self.start_monitor("--no-bluetooth")
        self.show()
        poll("the monitor", lambda: "not running" not in self.state() and self.says("in 5 steps"), 60)
        self.press("Record a refill…")
        self.fill(**{"Note": "Took very long"})
        monitor.kill()
        monitor.wait(10)
        poll("its end", lambda: "not running" in self.state(), 60)
        self.press("Save")
        poll("its end", lambda: self.says("Recorded, but not everywhere"))
        self.assertTrue(self.says("is kept on this computer until then"))
        self.screenshot("refill-kept")
        drafts = os.path.join(self.dir, "state", "thecal", "drafts")
        self.assertEqual(len(os.listdir(drafts)), 1)
        self.start_monitor("--no-bluetooth")
        poll("that it was taken", lambda: not os.listdir(drafts), 60)

        def taken():
            return [refill for refill in self.refills() if "Took very long" in json.dumps(refill)]

        poll("the refill", taken, 60)
        self.assertIn("9.2", json.dumps(taken()))
        newest = [refill for refill in self.refills() if refill["at"].startswith(taken()[0]["at"][:10])]
        self.assertEqual(len(newest), 1, newest)

    def test_dose(self):
        path = self.write_plan()
        monitor = self.fake()
        monitor.put_pump(**pump(PlanPath=string(path)))
        self.show((360, 720))
        self.do("Record…")
        self.do("Dose or programme changed…")
        self.type_into("Step 2 dose", "700")
        poll("the sum", lambda: self.says("397.5 µg a day, in 5 steps"))
        self.screenshot("dose-narrow")
        self.type_into("Step 3 from", "05:00")
        self.press("Save")
        poll("the refusal", lambda: self.says("Step 3: expected a time after the step before it"))
        self.type_into("Step 3 from", "09:00")
        self.press("Save")
        poll("its end", lambda: self.says("Recorded"))
        (_, _, (entry,)), = monitor.asked("AddEntry")
        for words in ("Kind=dose", "dose_ug_per_day=397.5", "dose_before_ug_per_day=390"):
            self.assertIn(words, entry)
        self.assertIn("Step2=06:00 700", self.plan())
        self.assertIn("DoseUgPerDay=397.5", self.plan())


class PlanTest(PumpCase):
    def open_plan(self, size=(1280, 800), **environment):
        self.write_plan()
        self.show(size, **environment)
        poll("the plan", lambda: self.says("in 5 steps"))
        self.press("Care plan")
        poll("its page", lambda: self.says("In the bag, everywhere"))

    def row(self, name):
        return poll(name, lambda: next((node for node in walk(self.app) if node.get_name() == name and
                                        node.get_role_name() in ("text", "entry")), None))

    def change(self, before, rows, text):
        """Typed into the row that is so many rows below another, and taken with Enter."""
        self.tab_to(before, rows)
        self.keys("key", "ctrl+a")
        self.keys("type", text)
        self.keys("key", "Return")

    def plan(self):
        with open(os.path.join(self.dir, "config", "thecal", "care-plan.ini"), encoding="utf-8") as file:
            return file.read()

    def test_edit(self):
        self.open_plan()
        self.screenshot("plan")
        self.with_window("Care plan", "windowfocus")
        self.change("Printout of the last refill", 3, "29 kg")
        poll("the weight in the file", lambda: "Weight=29 kg" in self.plan())
        # refused as the file's reader refuses it, and still there to be mended
        self.change("Model", 2, "35")
        poll("the refusal", lambda: self.says("than the reservoir holds") or self.says("More than the pump holds"))
        self.assertIn("CapacityMl=40", self.plan())
        self.screenshot("plan-refused")
        self.press("Change it")
        poll("its end", lambda: not self.find("This was not kept"))
        self.with_window("Care plan", "windowfocus")
        # unusual: asked again
        self.change("Taken out of the body", 2, "490")
        poll("the doubt", lambda: self.says("Is this right?"))
        self.press("Keep it so")
        poll("the concentration in the file", lambda: "ConcentrationUgPerMl=490" in self.plan())
        poll("what was before", lambda: self.says("Kept at each change"))

    def test_import(self):
        self.expect_chooser()
        self.open_plan()
        with open(os.path.join(self.dir, "clinic.ini"), "w", encoding="utf-8") as file:
            file.write(self.plan().replace("LowMl=3", "LowMl=4").replace("Serial=EX0001", "Serial=EX0002"))
        self.press("Import a plan file…")
        poll("the chooser", lambda: self.geometries("Import a care plan"))
        self.with_window("Import a care plan", "windowfocus")
        self.keys("type", os.path.join(self.dir, "clinic.ini"))
        time.sleep(1)
        self.keys("key", "Return")
        poll("the difference", lambda: self.says("3 → 4"))
        self.assertTrue(self.says("EX0001 → EX0002"))
        self.assertTrue(self.says("look twice"))
        self.assertIn("LowMl=3", self.plan())
        self.screenshot("plan-import")
        self.press("Take this plan")
        poll("the plan in the file", lambda: "LowMl=4" in self.plan())

    def test_pictures(self):
        self.open_plan((360, 720), ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        self.with_window("Care plan", "windowsize", 360, 720)
        poll("its size", lambda: ((0, 0), (360, 720)) in self.geometries("Care plan"))
        time.sleep(1)
        self.screenshot("plan-narrow-dark")


class PeopleTest(PumpCase):
    def test_two_people(self):
        first = self.write_plan()
        second = self.write_plan(PLAN.replace("Theo Example", "Ben Example").replace("LowMl=3", "LowMl=2"),
                                 "care-plans/ben.ini")
        monitor = self.fake()
        monitor.put_pump(**pump(PlanPath=string(first)))
        monitor.do(monitor._put, "pump/2", "Pump", **pump(
            "Ben Example", Id=string("manual-ben"), PlanPath=string(second),
            LevelBand=GLib.Variant("(ddd)", (1.1, 1.7, 2.0))))
        monitor.do(monitor._put, "pump/3", "Pump", **pump("Old Pump", Id=string("manual-old"), Explanted=boolean(True)))
        monitor.put_alarm(7, Pump=GLib.Variant("o", "/org/thecal/Monitor1/pump/2"), PumpId=string("manual-ben"),
                          Condition=string("reservoir-low"), Title=string("Reservoir low"), Priority=string("medium"),
                          ConditionState=string("true"), SignalState=string("sounding"), Rank=GLib.Variant("u", 5),
                          SinceTime=GLib.Variant("x", int(time.time()) * 1000))
        self.show()
        poll("the name", lambda: self.find("Whose pump: Theo Example"))
        self.keys("key", "ctrl+1")
        # it is told whose alarm it is, and the sentence is about this pump
        row = poll("the other alarm", lambda: self.says("Ben Example: Reservoir low"))
        self.assertTrue(self.state().startswith("The pump is running"), self.state())
        self.screenshot("people-overview")
        box = row.get_extents()
        self.keys("mousemove", str(box.x + 9), str(box.y + 9), "click", "1")
        poll("the other name", lambda: self.find("Whose pump: Ben Example"))
        poll("the other state", lambda: self.state().startswith("Reservoir low"))
        self.keys("key", "ctrl+6")
        poll("the other plan", lambda: self.says("The pump of Ben Example"))
        poll("the other level", lambda: self.says("1.7 mL"))
        # a monitor that forgets the chosen one shows nobody else's pump in its place
        monitor.remove("pump/2")
        poll("no pump", lambda: not self.says("12.7 mL") and self.says("computed from the care plan"))

    def test_explanted(self):
        monitor = self.fake()
        monitor.put_pump(**pump("Old Pump", Explanted=boolean(True)))
        self.show()
        poll("the notice", lambda: self.says("This pump was taken out."))
        self.assertEqual(self.find_all("Record a refill…", "push button"), [])
        self.screenshot("pump-explanted")


if __name__ == "__main__":
    main()
