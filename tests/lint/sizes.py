#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No file over 600 lines, no function over 100: nothing a reader would call a god object."""
import tree

FILE_LINES = 600
FUNCTION_LINES = 100


def functions(text):
    """(first line, length) of each body that opens in column 0."""
    start = None
    for number, line in enumerate(text.splitlines(), 1):
        if line == '{':
            start = number
        elif line.startswith('}') and start is not None:
            yield start, number - start + 1
            start = None


def check(root):
    for path in tree.files(root, ('monitor', 'ui', 'tests'), {'.c', '.h', '.py', '.ui', '.css'}):
        text = (root / path).read_text(encoding='utf-8')
        lines = text.count('\n')
        if lines > FILE_LINES:
            yield f'{path}: {lines} lines'
        if path.suffix == '.c':
            for number, length in functions(text):
                if length > FUNCTION_LINES:
                    yield f'{path}:{number}: a function of {length} lines'


tree.main(check, planted=[
    ('monitor/x.c', '\n' * 601),
    ('ui/x.c', 'void\nf (void)\n{\n' + '  a ();\n' * 100 + '}\n'),
], innocent=[
    ('ui/x.c', 'void\nf (void)\n{\n' + '  a ();\n' * 98 + '}\n'),
])
