#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The core decides and does nothing else; and nothing in the monitor or the windows blocks."""
import re

import tree

IMPURE = re.compile(
    r'\b(g_get_(?:monotonic|real)_time|g_date_time_new_now\w*|clock_gettime|time|gettimeofday|'
    r'g_timeout_\w+|g_idle_\w+|g_source_\w+|g_main_\w+|g_usleep|sleep|usleep|nanosleep|'
    r'g_(?:message|info|debug|warning|critical|error|print|printerr|log|log_structured)|printf|fprintf|puts|'
    r'_|gettext|dgettext|ngettext|g_dgettext|g_file_\w+|fopen|open|g_random_\w+|rand|random|'
    r'g_getenv|getenv|g_thread_\w+)\s*\(')
BLOCKING = re.compile(r'\b([a-z]\w*_sync|sleep|usleep|g_usleep|system)\s*\(')
# the command line is one call and waits for its answer
MAY_BLOCK = ('monitor/ctl/',)
# reads the environment only, for the system bus
# the second asks for an answer, which comes by the main loop
NOT_A_CALL = {'g_dbus_address_get_for_bus_sync', 'wl_display_sync'}


def check(root):
    for path in tree.files(root, ('monitor', 'ui'), {'.c', '.h'}):
        name = path.as_posix()
        code = tree.code_of((root / path).read_text(encoding='utf-8'))
        for number, line in enumerate(code.splitlines(), 1):
            if name.startswith('monitor/core/'):
                for call in IMPURE.findall(line):
                    yield f'{name}:{number}: {call}() in the core'
            if not name.startswith(MAY_BLOCK):
                for call in BLOCKING.findall(line):
                    if call not in NOT_A_CALL:
                        yield f'{name}:{number}: {call}() blocks'


tree.main(check, planted=[
    ('monitor/core/x.c', 'void f (void)\n{\n  gint64 t = g_get_monotonic_time ();\n}\n'),
    ('monitor/core/x.c', 'a = g_timeout_add (1, f, NULL);\n'),
    ('monitor/core/x.c', 'g_warning ("x");\n'),
    ('monitor/core/x.c', 'a = _("x");\n'),
    ('monitor/bluetooth/x.c', 'v = g_dbus_connection_call_sync (bus);\n'),
    ('ui/shared/x.c', 'g_usleep (1);\n'),
], innocent=[
    ('monitor/core/x.c', '/* g_warning (x) */ a = N_("g_timeout_add (");\n'),
    ('monitor/ctl/x.c', 'v = g_dbus_connection_call_sync (bus);\n'),
])
