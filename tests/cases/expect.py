# SPDX-License-Identifier: GPL-3.0-or-later
"""What must, and must never, come out of a replay session: one line each.

    # a remark
    at TIME WHAT                  there then, to the millisecond
    within TIME TIME WHAT         there at least once from the one to the other
    every STEP WHAT within TIME TIME
                                  there at the first time and every STEP (10min, 1h, 1d) after it, at no other time between
    order WHAT; WHAT; WHAT        there one after the other, whatever comes between
    count N WHAT [SPAN]           so often
    at-most N WHAT [SPAN]         not oftener
    never WHAT [SPAN]             not at all

WHAT is the effect, the condition and, where it matters, more words: `raise data-stale medium`, `log reservoir-low
acknowledged by=Anna`, `escalate data-stale step=3 action=on-duty`, `notify - grouped`. `*` is any of them, `-` the message
that stands for many. SPAN is `before TIME`, `after TIME` (neither with that instant) or `within TIME TIME` (with both).
TIME is UTC, 2026-03-01T08:30:00Z or 2026-03-01T08:30Z.

`wrong LINE` is what must hold and does not: a fault that is known. It complains once it holds, so that the word goes.

A line can fail: it is tried as well on what it must not accept, nothing at all or one effect too many.
"""
import dataclasses
import datetime
import re

EFFECTS = {'raise', 'change', 'signal', 'remind', 'withdraw', 'escalate', 'notify', 'log'}
PRIORITIES = {'high', 'medium', 'low', 'info'}
KEYS = {'by', 'until', 'step', 'count', 'episode', 'action'}
UNITS = {'s': 1, 'min': 60, 'h': 3600, 'd': 86400}
LAST = 253402300799.0


class Mistake(Exception):
    """A line of an .expect file that says nothing."""


def parse_time(text):
    found = re.fullmatch(r'(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d(?:\.\d{1,6})?))?Z', text)
    if not found:
        raise Mistake(f'{text}: expected a time, as in 2026-03-01T08:30:00Z')
    try:
        minute = datetime.datetime.strptime(found[1] + '+0000', '%Y-%m-%dT%H:%M%z')
    except ValueError as error:
        raise Mistake(f'{text}: no such time') from error
    return minute.timestamp() + float(found[2] or 0)


def show_time(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')


def parse_step(text):
    found = re.fullmatch(r'(\d+)(s|min|h|d)', text)
    if not found or int(found[1]) == 0:
        raise Mistake(f'{text}: expected a step, as in 10min, 1h or 1d')
    return int(found[1]) * UNITS[found[2]]


class Words:
    """The names that the core knows. One that is misspelt would make a `never` that holds for ever."""

    def __init__(self, root):
        rows = ''.join(path.read_text(encoding='utf-8') for path in sorted((root / 'monitor/core/alarm').glob('catalogue_*.c')))
        effects = (root / 'monitor/core/effect.c').read_text(encoding='utf-8')
        self.conditions = set(re.findall(r'\.id = "([^"]+)"', rows)) | {'*', '-'}
        self.reasons = set(re.findall(r'\[THECAL_LOG_\w+\] = "([^"]+)"', effects))


@dataclasses.dataclass
class What:
    """A kind of effect."""
    text: str
    effect: str
    condition: str
    words: dict

    def fits(self, seen):
        if self.effect not in ('*', seen['effect']) or self.condition not in ('*', seen.get('condition', '-')):
            return False
        for key, value in self.words.items():
            if key == 'action':
                if value not in seen.get('actions', []):
                    return False
            elif str(seen.get(key)) != value:
                return False
        return True

    def made(self, at):
        """An effect that fits."""
        effect = {'effect': 'raise' if self.effect == '*' else self.effect, 'priority': 'low', 'time': at, 'at': show_time(at),
                  **{key: value for key, value in self.words.items() if key != 'action'}}
        if 'action' in self.words:
            effect['actions'] = [self.words['action']]
        if self.condition != '-':
            effect['condition'] = 'reservoir-low' if self.condition == '*' else self.condition
        return effect


def parse_what(words, known):
    if len(words) < 2:
        raise Mistake('expected an effect and a condition, as in raise reservoir-low')
    effect, condition, *more = words
    if effect != '*' and effect not in EFFECTS:
        raise Mistake(f'{effect}: expected an effect: {", ".join(sorted(EFFECTS))}')
    if condition not in known.conditions:
        raise Mistake(f'{condition}: no condition of the catalogue')
    found = {}
    for word in more:
        key, sign, value = word.partition('=')
        if sign and key in KEYS:
            found[key] = value
        elif word in PRIORITIES:
            found['priority'] = word
        elif word in known.reasons:
            found['reason'] = word
        else:
            raise Mistake(f'{word}: expected a priority, a reason of the log or {"=, ".join(sorted(KEYS))}=')
    return What(' '.join(words), effect, condition, found)


def split_span(words):
    """(words without it, first and last instant)"""
    if len(words) > 2 and words[-2] == 'before':
        return words[:-2], (0.0, parse_time(words[-1]) - 1e-6)
    if len(words) > 2 and words[-2] == 'after':
        return words[:-2], (parse_time(words[-1]) + 1e-6, LAST)
    if len(words) > 3 and words[-3] == 'within':
        span = parse_time(words[-2]), parse_time(words[-1])
        if span[0] > span[1]:
            raise Mistake('a span that ends before it begins')
        return words[:-3], span
    return words, (0.0, LAST)


class Line:
    """One expectation."""

    def __init__(self, number, text, known):
        self.number, self.text = number, text
        self.known_wrong = text.startswith('wrong ')
        self.kind, *words = text.removeprefix('wrong ').split() or ['']
        self.step, self.number_of, self.kinds = 0, 0, []
        if self.kind == 'at' and words:
            self.span = parse_time(words[0]) - 0.001, parse_time(words[0]) + 0.001
            words = words[1:]
        elif self.kind == 'within' and len(words) > 2:
            _, self.span = split_span(['', 'within', *words[:2]])
            words = words[2:]
        elif self.kind in ('never', 'count', 'at-most', 'every'):
            words, self.span = split_span(words)
            if self.kind == 'every' and words:
                self.step = parse_step(words.pop(0))
            elif self.kind != 'never' and words:
                if not words[0].isdigit():
                    raise Mistake(f'{words[0]}: expected a number')
                self.number_of = int(words.pop(0))
            if self.kind == 'every' and self.span[1] == LAST:
                raise Mistake('every: expected within TIME TIME at its end')
        elif self.kind == 'order':
            self.span = (0.0, LAST)
        else:
            raise Mistake(f'{self.kind}: expected at, within, every, order, count, at-most or never, and what follows it')
        for part in ' '.join(words).split(';') if self.kind == 'order' else [' '.join(words)]:
            self.kinds.append(parse_what(part.split(), known))

    @property
    def negative(self):
        return self.kind in ('never', 'at-most') or (self.kind == 'count' and self.number_of == 0)

    def fitting(self, effects):
        return [seen for seen in effects if self.span[0] <= seen['time'] <= self.span[1] and self.kinds[0].fits(seen)]

    def complaint(self, effects):
        """What is wrong with these effects; None: nothing."""
        found = self.fitting(effects)
        if self.kind == 'order':
            left = list(self.kinds)
            for seen in effects:
                if left and left[0].fits(seen):
                    left.pop(0)
            return f'not there in this order: {left[0].text}' if left else None
        if self.kind in ('at', 'within'):
            return None if found else 'not there'
        if self.kind == 'never':
            return f'there {len(found)} times' if found else None
        if self.kind == 'count':
            return None if len(found) == self.number_of else f'there {len(found)} times'
        if self.kind == 'at-most':
            return None if len(found) <= self.number_of else f'there {len(found)} times'
        wanted = [self.span[0] + i * self.step for i in range(int((self.span[1] - self.span[0]) // self.step) + 1)]
        odd = sorted({round(time, 6) for time in wanted} ^ {round(seen['time'], 6) for seen in found})
        return f'missing or too many at {", ".join(map(show_time, odd[:5]))}' if odd else None

    def counterexample(self, effects):
        """Effects that this line must not accept."""
        if not self.negative:
            return []
        at = min(self.span[1], max(self.span[0], effects[-1]['time'] if effects else 0.0))
        return effects + [self.kinds[0].made(at) for _ in range(self.number_of + 1)]

    def near(self, effects, most=6):
        """What was seen instead, to tell a person."""
        kin = [seen for seen in effects if any(what.condition in ('*', seen.get('condition', '-')) and
                                               what.effect in ('*', seen['effect']) for what in self.kinds)]
        kin = kin or [seen for seen in effects if any(what.condition == seen.get('condition') for what in self.kinds)]
        middle = self.span[0] if self.span[0] > 0 else 0.0
        close = sorted(sorted(kin, key=lambda seen: abs(seen['time'] - middle))[:most], key=lambda seen: seen['time'])
        return [show(seen) for seen in close] or ['nothing of the kind']


def show(seen):
    more = [f'{key}={value}' for key, value in seen.items() if key not in ('at', 'time', 'effect', 'condition', 'priority', 'reason')]
    words = [seen['at'], seen['effect'], seen.get('condition', '-'), seen['priority'], seen.get('reason'), *more]
    return ' '.join(word for word in words if word)


def parse(text, known):
    """(lines, complaints as (line number, text))"""
    lines, wrong = [], []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith('#'):
            continue
        try:
            lines.append(Line(number, line, known))
        except Mistake as mistake:
            wrong.append((number, f'{line}: {mistake}'))
    if not any(line.negative for line in lines):
        wrong.append((1, 'nothing here says what must not happen'))
    if all(line.negative for line in lines):
        wrong.append((1, 'nothing here says what must happen'))
    return lines, wrong


def check(text, effects, known):
    """Complaints of a session's effects, as text that begins with a line number."""
    lines, wrong = parse(text, known)
    for number, complaint in wrong:
        yield f'{number}: {complaint}'
    for line in lines:
        complaint = line.complaint(effects)
        if line.known_wrong:
            if not complaint:
                yield f'{line.number}: {line.text}\n    this holds now: take "wrong" away'
        elif complaint:
            seen = '\n'.join(f'      {text}' for text in line.near(effects))
            yield f'{line.number}: {line.text}\n    {complaint}; seen:\n{seen}'
        elif not line.complaint(line.counterexample(effects)):
            yield f'{line.number}: {line.text}\n    this line cannot fail'
