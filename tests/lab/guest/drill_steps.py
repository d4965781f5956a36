# SPDX-License-Identifier: GPL-3.0-or-later
"""What the drills share: how long something is waited for, and how it is told that it did not come."""
import subprocess
import time

# A limit is for a guest that has the machine to itself: beside other work an emulated one is slower by some times
PATIENCE = 5


class Failed(Exception):
    pass


# of a step, which fails then; the others go on
CAUGHT = (Failed, OSError, subprocess.SubprocessError, ValueError, KeyError, IndexError)


def wait(what, limit_s, condition, tend=lambda: None):
    """The first true answer of condition; polled, since the guest is slow in its own way. tend is called each time."""
    end = time.monotonic() + limit_s * PATIENCE
    while True:
        tend()
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Failed(f'not seen in {limit_s * PATIENCE} s: {what}')
        time.sleep(0.2)


def tell_failure(number, name, reason):
    print(f'not ok {number} {name}')
    print('\n'.join('# ' + line for line in str(reason)[:2000].splitlines()), flush=True)
