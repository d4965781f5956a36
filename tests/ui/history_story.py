# SPDX-License-Identifier: GPL-3.0-or-later
"""A year of Theo Example's pump for the history: 40 mL, 500 µg/mL, 390 µg a day, filled every 50 days."""

import datetime
import math
import random

DAY_MS = 24 * 3600 * 1000
HOUR_MS = 3600 * 1000
FLOW_ML = 0.78
SINCE_FILL = 35  # days: 12.7 mL are left
EVERY = 48
SILENT_FROM, SILENT_H = 17, 31  # days ago, hours


def levels(now_ms, days=365, step_ms=HOUR_MS):
    """(ms, mL) each hour, but for the hours in which nothing was heard."""
    found = []
    silent = now_ms - SILENT_FROM * DAY_MS
    for k in range(int(days * DAY_MS / step_ms), -1, -1):
        at = now_ms - k * step_ms
        if silent < at < silent + SILENT_H * HOUR_MS:
            continue
        since = (SINCE_FILL * DAY_MS - (now_ms - at)) % (EVERY * DAY_MS) / DAY_MS
        found.append((at, 40.0 - since * FLOW_ML))
    return found


def text(kind, number, at_ms, by="Anna", **values):
    """An entry as the monitor keeps it."""
    at = datetime.datetime.fromtimestamp(at_ms // 1000, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = ["[entry]", f"Id={kind}-{number}", f"Kind={kind}", f"At={at}", f"By={by}", "", "[values]"]
    return "\n".join(lines + [f"{name}={value}" for name, value in values.items()]) + "\n"


def entry(kind, number, at_ms, **values):
    return {"id": f"{kind}-{number}", "at": at_ms, "entered": at_ms, "pump": "", "by": values.get("by", "Anna"),
            "kind": kind, "text": text(kind, number, at_ms, **values)}


def refills(now_ms, days=365):
    found = []
    for n, ago in enumerate(range(SINCE_FILL, days, EVERY)):
        dose = 390 if ago < 60 else 370
        left = 40 - EVERY * FLOW_ML
        found.append(entry("refill", n, now_ms - ago * DAY_MS, reservoir_ml="40", concentration_ug_per_ml="500",
                           dose_ug_per_day=str(dose), alarm_date="2027-01-10", withdrawn_ml=f"{left - 0.5:.1f}",
                           expected_ml=f"{left:.1f}"))
    return found


def diary(now_ms, days=365):
    """Each evening but some, stiffer before the dose was raised."""
    rng = random.Random(7)
    found = []
    for ago in range(days, 0, -1):
        if rng.random() < 0.09:
            continue
        level = 3 + 1.2 * math.exp(-((ago - 40) / 6) ** 2 / 2) + rng.gauss(0, 0.7)
        values = {"stiffness": str(max(0, min(10, round(level)))), "spasms": str(max(0, round(rng.gauss(5, 2)))),
                  "spasms_per": "day"}
        found.append(entry("diary", ago, now_ms - ago * DAY_MS + 19 * HOUR_MS - now_ms % DAY_MS, **values))
    return found


def alarms(now_ms):
    """(episode, condition, priority, began, ended) as the log has them."""
    return [(3, "refill-due", "low", now_ms - 131 * DAY_MS, now_ms - 131 * DAY_MS + 3 * HOUR_MS),
            (4, "reservoir-low", "medium", now_ms - 84 * DAY_MS - 9 * HOUR_MS, now_ms - 83 * DAY_MS),
            (5, "refill-due", "low", now_ms - 45 * DAY_MS, now_ms - 44 * DAY_MS),
            (6, "data-stale", "medium", now_ms - SILENT_FROM * DAY_MS + 2 * HOUR_MS,
             now_ms - SILENT_FROM * DAY_MS + SILENT_H * HOUR_MS),
            (7, "infusion-stopped", "high", now_ms - 16 * DAY_MS, now_ms - 16 * DAY_MS + HOUR_MS)]
