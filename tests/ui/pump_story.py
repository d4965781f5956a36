# SPDX-License-Identifier: GPL-3.0-or-later
"""A pump as the monitor tells of it, for the fake monitor."""

import time

from gi.repository import GLib


def string(text):
    return GLib.Variant("s", text)


def boolean(value):
    return GLib.Variant("b", value)


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
