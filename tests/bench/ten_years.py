#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a database that the store has made with ten years of a pump: readings with their roll-ups, refills, a diary.

usage: ten_years.py DATABASE READINGS
"""
import random
import sqlite3
import sys

YEARS = 10
DAY_US = 86400 * 10 ** 6
END_US = 1790848800 * 10 ** 6  # 2026-10-01T10:00:00Z
REFILL_DAYS = 100
FULL_ML, FLOW_ML = 20.0, 0.15
PUMP = 'manual'
WIDTHS_US = [600 * 10 ** 6 * 8 ** level for level in range(7)]  # as store/rollup.c has them


def begin_us():
    return END_US - YEARS * 365 * DAY_US


def fill_readings(db, count):
    step_us = YEARS * 365 * DAY_US // count
    db.execute('INSERT INTO pump VALUES (?, ?, 0, (SELECT count(*) + 1 FROM pump)) ON CONFLICT (id) DO NOTHING', (PUMP, 'Pump'))
    db.execute('WITH RECURSIVE n (i, at) AS (VALUES (0, :begin) UNION ALL SELECT i + 1, at + :step FROM n WHERE i + 1 < :count)'
               ' INSERT INTO reading (pump, at_us, received_us, present, source, reservoir_ml)'
               ' SELECT :pump, at, at, 1, 3, :full - :flow * ((at - :begin) % :refill) / :day FROM n',
               {'begin': begin_us(), 'step': step_us, 'count': count, 'pump': PUMP, 'full': FULL_ML, 'flow': FLOW_ML,
                'refill': REFILL_DAYS * DAY_US, 'day': float(DAY_US)})
    db.execute('INSERT INTO rollup SELECT pump, 0, at_us / ?, min(reservoir_ml), max(reservoir_ml) FROM reading GROUP BY pump, at_us / ?',
               (WIDTHS_US[0], WIDTHS_US[0]))
    for level in range(1, len(WIDTHS_US)):
        db.execute('INSERT INTO rollup SELECT pump, ?, bucket / 8, min(min), max(max) FROM rollup WHERE level = ? GROUP BY pump, bucket / 8',
                   (level, level - 1))


def entry(number, kind, at_us, values):
    name = 'bench-%s-%d' % (kind, number)
    text = ('[entry]\nId=%s\nKind=%s\nAt=%s\nBy=Ana\n\n[values]\n' % (name, kind, iso(at_us))
            + ''.join('%s=%s\n' % value for value in values))
    return (name, at_us, at_us, '', 'Ana', kind, 0, text)


def iso(at_us):
    import datetime
    return datetime.datetime.fromtimestamp(at_us // 10 ** 6, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')


def fill_entries(db):
    dice = random.Random(5)
    rows = [entry(day, 'diary', begin_us() + day * DAY_US + DAY_US // 2,
                  [('stiffness', dice.randint(2, 6)), ('spasms', dice.randint(0, 9)), ('spasms_per', 'day'), ('pain', dice.randint(0, 4)),
                   ('sleep_h', 7.5), ('bowel_movement', 'yes')]) for day in range(YEARS * 365)]
    rows += [entry(day, 'refill', begin_us() + day * DAY_US,
                   [('reservoir_ml', 20), ('concentration_ug_per_ml', 2000), ('dose_ug_per_day', 300), ('withdrawn_ml', 5)])
             for day in range(0, YEARS * 365, REFILL_DAYS)]
    db.executemany('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)', rows)


def fill(path, count):
    db = sqlite3.connect(path)
    db.executescript('PRAGMA synchronous=OFF; PRAGMA journal_mode=WAL;')
    with db:
        fill_readings(db, count)
        fill_entries(db)
    db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    db.close()


if __name__ == '__main__':
    fill(sys.argv[1], int(sys.argv[2]))
