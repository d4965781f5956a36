#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pump by its parts, its care plan and the people whose pumps they are, as a screen reader meets them."""

import os
import time

from fake_monitor import FakeMonitor
from window_case import XML, WindowCase, main, poll

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


def string(text):
    return GLib.Variant("s", text)


def boolean(value):
    return GLib.Variant("b", value)


def day(days):
    return time.strftime("%Y-%m-%d", time.localtime(time.time() + days * 86400))


def boot_us():
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000


def value(number, unit, quality="measured", age_s=240):
    return number, unit, "gateway", quality, boot_us() - age_s * 1000000


def pump(name="Theo Example", **more):
    """A pump that was heard four minutes ago."""
    now = boot_us()
    properties = {
        "Id": string("manual"), "Name": string("SynchroMed II"), "PersonName": string(name),
        "Values": GLib.Variant("a{s(dsssx)}", {
            "reservoir_ml": value(12.7, "mL"), "capacity_ml": value(40, "mL"), "low_threshold_ml": value(3, "mL"),
            "dose_ug_per_day": value(390, "ug/d"), "concentration_ug_per_ml": value(500, "ug/mL"),
            "flow_ml_per_day": value(0.78, "mL/d"), "battery_percent": value(64, "%")}),
        "LevelBand": GLib.Variant("(ddd)", (11.1, 12.7, 15.0)),
        "Therapy": string("run"), "Mode": string("flex"), "BatteryState": string("ok"),
        "Forecast": GLib.Variant("a{sd}", {
            "low_early": 10.4, "low_nominal": 12.4, "low_late": 15.4, "empty_early": 14.2, "empty_nominal": 16.3,
            "empty_late": 19.2, "refill_by": 10.4}),
        "ForecastBootUs": GLib.Variant("x", now), "LimitedBy": string("early-low"), "Link": string("up"),
        "Heard": boolean(True), "LastHeardBootUs": GLib.Variant("x", now - 240 * 1000000),
        "LastHeardTime": GLib.Variant("x", int(time.time() - 240) * 1000), "IntervalS": GLib.Variant("u", 900),
        "Source": string("gateway")}
    properties.update(more)
    return properties


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
        self.start_window(size, **environment)
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


if __name__ == "__main__":
    main()
