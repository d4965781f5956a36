#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes go one way: core, then store, signal and bluetooth, then the monitor, the service, main."""
import re

import tree

BASE = {'core', 'base'}
MAY_INCLUDE = {
    'core': {'core'},
    'base': BASE,
    'store': BASE | {'store'},
    'signal': BASE | {'signal'},
    'bluetooth': BASE | {'bluetooth', 'bluez-dbus'},
    'monitor': BASE | {'store', 'signal', 'monitor'},
    'service': BASE | {'files', 'store', 'signal', 'bluetooth', 'monitor', 'service', 'monitor-dbus'},
    'main': BASE | {'files', 'store', 'signal', 'bluetooth', 'monitor', 'service'},
    'words': {'core', 'words'},
    'files': {'core', 'files'},
    'export': {'core', 'words', 'export'},
    'ctl': BASE | {'export', 'files', 'words', 'ctl', 'monitor-dbus'},
    'sim': BASE | {'sim'},
    'shared': {'core', 'export', 'files', 'words', 'shared', 'monitor-dbus'},
    'checklist': {'core', 'export', 'files', 'words', 'shared', 'checklist', 'monitor-dbus'},
    'caregiver': {'core', 'export', 'files', 'words', 'shared', 'caregiver', 'monitor-dbus'},
    'kiosk': {'core', 'export', 'files', 'words', 'shared', 'kiosk', 'monitor-dbus'},
}
ROOT_FILES = {'event_sink': 'base', 'error': 'base', 'boot_clock': 'base', 'host_power': 'monitor', 'monitor': 'monitor', 'self_test': 'monitor', 'alarm_signals': 'monitor', 'drill': 'monitor', 'pump_list': 'monitor', 'test_results': 'monitor',
              'main': 'main'}
GENERATED = {'monitor-dbus.h': 'monitor-dbus', 'bluez-dbus.h': 'bluez-dbus', 'config.h': None,
             'thecal-ui-resources.h': None, 'thecal-caregiver-resources.h': None,
             'thecal-checklists-resources.h': None, 'thecal-kiosk-resources.h': None}
CORE_SYSTEM = {'glib.h', 'stdbool.h', 'string.h', 'math.h', 'stdint.h', 'stddef.h'}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def layer_of(path):
    """Layer of a path below monitor/ or ui/; None where it has none."""
    parts = path.split('/')
    if len(parts) == 1:
        return ROOT_FILES.get(parts[0].rsplit('.', 1)[0])
    return parts[0] if parts[0] in MAY_INCLUDE else None


def check(root):
    for path in tree.files(root, ('monitor', 'ui'), {'.c', '.h'}):
        layer = layer_of('/'.join(path.parts[1:]))
        if layer is None:
            yield f'{path}: this folder has no layer, name it in layers.py'
            continue
        for kind, name in INCLUDE.findall((root / path).read_text(encoding='utf-8')):
            if kind == '<':
                if layer == 'core' and name not in CORE_SYSTEM:
                    yield f'{path}: core does not know <{name}>'
                continue
            if name in GENERATED:
                target = GENERATED[name]
                if target is None:
                    if layer == 'core':
                        yield f'{path}: core does not know config.h'
                    continue
            else:
                target = layer_of(name)
            if target is None:
                yield f'{path}: "{name}" is not a path from monitor/ or ui/'
            elif target not in MAY_INCLUDE[layer]:
                yield f'{path}: {layer} does not know {target} ("{name}")'


tree.main(check, planted=[
    ('monitor/core/x.c', '#include "store/store.h"\n'),
    ('monitor/core/x.c', '#include <gio/gio.h>\n'),
    ('monitor/core/x.c', '#include "config.h"\n'),
    ('monitor/store/x.c', '#include "monitor.h"\n'),
    ('monitor/monitor.c', '#include "service/x.h"\n'),
    ('monitor/sim/x.c', '#include "monitor-dbus.h", "thecal-ui-resources.h"\n'),
    ('monitor/ctl/x.c', '#include "store/store.h"\n'),
    ('ui/shared/x.c', '#include "caregiver/x.h"\n'),
    ('ui/caregiver/x.c', '#include "bluetooth/x.h"\n'),
    ('ui/caregiver/x.c', '#include "x.h"\n'),
    ('monitor/newfolder/x.c', ''),
], innocent=[
    ('monitor/core/x.c', '#include <glib.h>\n#include "core/event.h"\n'),
    ('monitor/service/x.c', '#include "monitor.h"\n#include "monitor-dbus.h", "thecal-ui-resources.h"\n'),
])
