#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No telephone number of a real person or clinic: only those that are reserved for fiction (+1 NPA 555 01xx, +44 20 7946 0xxx)."""
import re

import tree

NUMBER = re.compile(r'\+\d[\d ()-]{7,}\d')
FICTION = re.compile(r'1\d{3}55501\d\d|44(?:0)?2079460\d{3}')


def check(root):
    for path in tree.files(root, ('data', 'monitor', 'ui', 'po'), {'.c', '.h', '.ui', '.xml', '.ini', '.md', '.po', '.1', '.5', '.in'}):
        for number in NUMBER.findall((root / path).read_text(encoding='utf-8')):
            if not FICTION.fullmatch(re.sub(r'\D', '', number)):
                yield f'{path}: {number}: expected a number that is reserved for fiction, as in +1 202 555 0142'


# the one that is planted is put together, so that it does not stand here
tree.main(check, planted=[
    ('data/x.ini', 'Phone=+1 212 ' + '867 5309\n'),
    ('ui/x.c', 'const char *a = "+44 20 ' + '7000 0142";\n'),
], innocent=[
    ('data/x.ini', 'Phone=+1 202 555 0142\n'),
    ('ui/x.c', 'const int a = +1;\n'),
])
