#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: make_thirty_days.py: writes the month of thirty-days.jsonl to standard output.

What the family does stands below; the reports of the gateway, four a day, and the daily proof of sound are laid between.
"""
import datetime
import json

PLAN = {'plan': {
    'person': {'TimeZone': 'America/New_York'},
    'pump': {'CapacityMl': 20},
    'drug 1': {'ConcentrationUgPerMl': 2000, 'DoseUgPerDay': 300},
    'reservoir': {'LowMl': 2},
    'quiet': {'From': '22:00', 'To': '07:00'},
    'tablets': {'Expires': '2026-06-30'}}}

# day of March and time in UTC, the event and its values
STORY = '''
02T15:30 appointment at_time=2026-03-10T15:00:00Z
03T23:30 drill by=Anna
03T23:30:50 acknowledge condition=drill by=Ben
04T19:00 temperature c=38.9
04T19:10 triage outcome=T5 list=I repeat_at=2026-03-04T23:00:00Z
04T19:12 acknowledge condition=fever by=Anna
04T23:05 triage outcome=T4 list=I
04T23:10 temperature c=37.9
05T03:11 temperature c=37.5
06T19:00 mri
06T19:40 clinic_action for=mri-check by=Anna
06T20:10 watch_answer by=Anna
06T23:05 watch_answer by=Ben
07T12:05 watch_answer by=Anna
07T19:20 watch_answer by=Anna
08T05:30 pump_event type=memory-error id=11
08T19:30 watch_answer by=Ben
09T12:30 pump_event type=reservoir-low id=12
09T12:40 acknowledge condition=reservoir-low by=Anna
09T14:00 clinic_action for=memory-error by=Anna
09T19:15 watch_answer by=Anna
09T20:45 acknowledge condition=reservoir-low by=Ben
10T04:50 acknowledge condition=reservoir-low by=Anna
10T12:55 acknowledge condition=reservoir-low by=Anna
10T15:20 refill filled_ml=20 withdrawn_ml=2.3 dose_ug_per_day=330 concentration_ug_per_ml=2000 alarm_date=2026-03-30T00:00:00Z
10T16:30 watch_answer by=Anna
11T03:30 watch_answer by=Ben
11T15:25 watch_answer by=Anna
12T13:59:50 tick
12T14:00 restart
12T15:40 watch_answer by=Anna
13T15:30 watch_answer by=Anna
14T13:00 link state=down
14T23:05 acknowledge condition=data-stale by=Anna
15T07:10 acknowledge condition=data-stale by=Anna
15T15:15 acknowledge condition=data-stale by=Anna
15T23:20 acknowledge condition=data-stale by=Ben
16T12:00 acknowledge condition=data-stale by=Anna
16T20:05 acknowledge condition=data-stale by=Ben
17T12:00 acknowledge condition=data-stale by=Anna
17T20:05 acknowledge condition=data-stale by=Ben
18T12:00 acknowledge condition=data-stale by=Anna
18T20:05 acknowledge condition=data-stale by=Ben
19T12:00 acknowledge condition=data-stale by=Anna
19T20:05 acknowledge condition=data-stale by=Ben
20T12:00 acknowledge condition=data-stale by=Anna
20T14:10 appointment at_time=2026-03-29T14:00:00Z
20T20:05 acknowledge condition=data-stale by=Ben
21T12:00 acknowledge condition=data-stale by=Anna
21T16:30 link state=up
22T20:00 host_power on_battery=true percent=60
22T20:30 host_power on_battery=true percent=18
22T20:45 host_power on_battery=true percent=8
22T20:50 tick
22T21:50 restart
22T21:51 host_power on_battery=false percent=12
23T12:00 clock_step by_s=360
23T12:30 clinic_action for=clock by=Ben
24T18:10 watch_answer by=Anna
24T21:05 watch_answer by=Anna
25T11:05 watch_answer by=Anna
25T17:30 watch_answer by=Ben
26T17:20 watch_answer by=Anna
27T15:00 mri
27T16:10 watch_answer by=Anna
27T19:10 watch_answer by=Anna
28T11:15 watch_answer by=Ben
28T15:20 watch_answer by=Anna
29T14:20 refill filled_ml=20 withdrawn_ml=17.1 dose_ug_per_day=300 concentration_ug_per_ml=2000 alarm_date=2026-06-25T00:00:00Z
29T15:30 watch_answer by=Anna
29T18:25 watch_answer by=Anna
30T11:10 watch_answer by=Ben
30T14:30 watch_answer by=Anna
31T04:00 tick
'''

# (from, level then, dose from then on); what the pump delivers between two of them is its dose
COURSE = [('01T11:00', 3.6, 300), ('10T15:20', 20.0, 330), ('24T16:00', None, 300), ('29T14:20', 20.0, 300)]
REPORT_H = (5, 11, 17, 23)
AWAY = ('14T13:00', '21T16:30')
PROOF_H = 14


def time_of(text):
    day, clock = text.split('T')
    hour, minute, *second = map(int, clock.split(':'))
    return datetime.datetime(2026, 3, int(day), hour, minute, *second)


def level_at(time):
    """(mL, µg a day) at that time"""
    level, dose, since = 0.0, 0.0, None
    for start, filled, next_dose in COURSE:
        if time_of(start) > time:
            break
        if since is not None:
            level -= dose / 2000 * (time_of(start) - since).total_seconds() / 86400
        level, dose, since = level if filled is None else filled, next_dose, time_of(start)
    return level - dose / 2000 * (time - since).total_seconds() / 86400, dose


def reports():
    seq = 0
    for day in range(1, 32):
        for hour in REPORT_H:
            time = datetime.datetime(2026, 3, day, hour)
            if time < time_of(COURSE[0][0]) or time > time_of('31T04:00'):
                continue
            seq += 1
            if time_of(AWAY[0]) < time < time_of(AWAY[1]):
                continue
            level, dose = level_at(time)
            yield time, {'event': 'status', 'source': 'gateway', 'reservoir_ml': round(level, 2), 'flow_ml_per_day': dose / 2000,
                         'dose_ug_per_day': dose, 'concentration_ug_per_ml': 2000, 'therapy': 'run', 'interval_s': 21600, 'seq': seq}


def proofs():
    for day in range(1, 31):
        yield (datetime.datetime(2026, 3, day, PROOF_H, 1),
               {'event': 'self_test', 'channel': 'sound', 'ok': True, 'proven': True})


def value_of(text):
    if text in ('true', 'false'):
        return text == 'true'
    try:
        return float(text) if '.' in text else int(text)
    except ValueError:
        return text


def told():
    for line in STORY.split('\n'):
        if line:
            at, event, *values = line.split()
            yield time_of(at), {'event': event, **{key: value_of(value) for key, value in (v.split('=', 1) for v in values)}}


def main():
    print(json.dumps(PLAN))
    for time, event in sorted([*told(), *reports(), *proofs()], key=lambda pair: pair[0]):
        print(json.dumps({'at': time.strftime('%Y-%m-%dT%H:%M:%SZ'), **event}))


if __name__ == '__main__':
    main()
