# SPDX-License-Identifier: GPL-3.0-or-later
"""A sound server with a loudspeaker that nobody hears, a display, a session bus and a notification server."""
import array
import math
import os
import subprocess
import tempfile
import time

RATE_HZ = 16000


def poll(what, condition, limit_s=20):
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError('not seen in time: ' + what)


class Servers:
    """Everything is in a folder of its own and ended by its own process."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix='thecal-signal.')
        self.running = []
        self.environment = {key: value for key, value in os.environ.items()
                            if key not in ('DISPLAY', 'WAYLAND_DISPLAY', 'PULSE_SERVER', 'THECAL_SINK')}
        self.socket = os.path.join(self.folder.name, 'sound')
        # no test plays on a real card
        self.environment.update(HOME=self.folder.name, XDG_CONFIG_HOME=self.folder.name, XDG_STATE_HOME=self.folder.name,
                                XDG_RUNTIME_DIR=self.folder.name, THECAL_ALSA_PCM='null',
                                PULSE_SERVER='unix:' + self.socket,
                                DBUS_SESSION_BUS_ADDRESS='unix:path=' + os.path.join(self.folder.name, 'bus'))

    def start(self, *command, **options):
        options.setdefault('stdout', subprocess.DEVNULL)
        process = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL, **options)
        self.running.append(process)
        return process

    def end(self, process):
        if process.poll() is None:
            process.kill()
        process.wait(10)
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
        self.running.remove(process)

    def stop(self):
        for process in reversed(list(self.running)):
            self.end(process)
        self.folder.cleanup()

    def start_sound(self, *modules):
        if os.path.exists(self.socket):
            os.unlink(self.socket)
        loads = []
        for module in modules:
            loads += ['-L', module]
        server = self.start('pulseaudio', '-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', *loads,
                            '-L', 'module-native-protocol-unix auth-anonymous=1 socket=' + self.socket)
        poll('the sound server', lambda: os.path.exists(self.socket) and self.pactl('info'))
        return server

    def start_pipewire(self):
        """The same protocol by PipeWire. No card of the tester's machine is taken."""
        for part, monitors in (('main', ('alsa', 'v4l2')), ('bluetooth', ('bluez',))):
            folder = os.path.join(self.folder.name, '.config/wireplumber/%s.lua.d' % part)
            os.makedirs(folder)
            with open(os.path.join(folder, '51-none.lua'), 'w', encoding='utf-8') as conf:
                for monitor in monitors:
                    conf.write('%s_monitor.enabled = false\n' % monitor)
        self.socket = os.path.join(self.folder.name, 'pulse/native')
        self.environment['PULSE_SERVER'] = 'unix:' + self.socket
        self.start('pipewire')
        poll('PipeWire', lambda: os.path.exists(os.path.join(self.folder.name, 'pipewire-0')))
        self.start('wireplumber')
        server = self.start('pipewire-pulse')
        poll('the sound server', lambda: os.path.exists(self.socket) and self.pactl('info'))
        return server

    def module_of(self, sink):
        """Number of the module that makes this sink."""
        for line in self.pactl('list', 'short', 'modules').splitlines():
            words = line.split('\t')
            if len(words) > 2 and 'sink_name=' + sink in words[2].split():
                return words[0]
        return None

    def pactl(self, *words):
        done = subprocess.run(['pactl', *words], env=self.environment, capture_output=True, text=True, timeout=20)
        return done.stdout if done.returncode == 0 else ''

    def start_bus(self):
        bus = self.start('dbus-daemon', '--session', '--nofork', '--nopidfile', '--nosyslog',
                         '--address=' + self.environment['DBUS_SESSION_BUS_ADDRESS'])
        poll('the bus', lambda: os.path.exists(os.path.join(self.folder.name, 'bus')))
        return bus

    def start_display(self):
        read_end, write_end = os.pipe()
        self.start('Xvfb', '-displayfd', str(write_end), '-screen', '0', '640x480x24', '-noreset', '-nolisten', 'tcp',
                   pass_fds=[write_end])
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            self.environment['DISPLAY'] = ':' + numbers.readline().strip()

    def bus_call(self, *words):
        done = subprocess.run(['gdbus', 'call', '--session', '--timeout', '5', *words], env=self.environment,
                              capture_output=True, text=True, timeout=20)
        return done.stdout if done.returncode == 0 else ''


class Recording:
    """What the loudspeaker plays, from now on."""

    def __init__(self, servers, sink='speaker'):
        self.servers = servers
        self.file = os.path.join(servers.folder.name, 'recording')
        with open(self.file, 'wb') as out:
            self.process = servers.start('parec', '--device=' + sink + '.monitor', '--raw', '--format=s16le',
                                         '--channels=1', '--rate=' + str(RATE_HZ), '--latency-msec=20', stdout=out)
        poll('the recording', lambda: os.path.getsize(self.file) > 0)

    def end(self):
        self.servers.end(self.process)
        samples = array.array('h')
        with open(self.file, 'rb') as data:
            octets = data.read()
        samples.frombytes(octets[:len(octets) // 2 * 2])
        return samples


def find_pulses(samples, window_ms=10, least=150, shortest_ms=40):
    """(start ms, length ms) of every stretch of sound. A null sink on a busy machine repeats a few
    milliseconds of what it took back: that is no pulse, whose length is 75 ms and more."""
    size = RATE_HZ * window_ms // 1000
    loud = [max(map(abs, samples[i:i + size]), default=0) > least for i in range(0, len(samples), size)]
    pulses, start = [], None
    for i, on in enumerate(loud + [False]):
        if on and start is None:
            start = i
        elif not on and start is not None:
            if (i - start) * window_ms >= shortest_ms:
                pulses.append((start * window_ms, (i - start) * window_ms))
            start = None
    return pulses


def measure_hz(samples, start_ms, length_ms):
    """The pitch of the middle of a pulse: the strongest of all from 150 to 1000 Hz (Goertzel)."""
    first = RATE_HZ * (start_ms + length_ms // 4) // 1000
    part = samples[first:first + RATE_HZ * length_ms // 2000]

    def power(hz):
        factor = 2 * math.cos(2 * math.pi * hz / RATE_HZ)
        last = before = 0.0
        for value in part:
            last, before = value + factor * last - before, last
        return last * last + before * before - factor * last * before

    near = max(range(150, 1001, 6), key=power)
    return max(range(near - 6, near + 7), key=power)


class Probe:
    def __init__(self, servers, program, **environment):
        self.lines, self.rest = [], b''
        saved = dict(servers.environment)
        servers.environment.update(environment)
        self.process = servers.start(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        servers.environment = saved
        os.set_blocking(self.process.stdout.fileno(), False)
        self.expect('ready')

    def say(self, line):
        self.process.stdin.write(line.encode() + b'\n')
        self.process.stdin.flush()

    def read(self):
        *lines, self.rest = (self.rest + (self.process.stdout.read() or b'')).split(b'\n')
        self.lines += [line.decode() for line in lines]

    def expect(self, start, limit_s=20):
        """The next line that begins so (one text, or a tuple of them); what came before it is passed."""
        def seen():
            self.read()
            for i, line in enumerate(self.lines):
                if line.startswith(start):
                    del self.lines[:i + 1]
                    return line
            if self.process.poll() is not None:
                raise AssertionError('the probe ended: %s' % self.process.returncode)
            return None
        try:
            return poll(str(start), seen, limit_s)
        except AssertionError as error:
            raise AssertionError('%s; said: %s' % (error, self.lines)) from None

    def quit(self, limit_s=10):
        """Its exit status, and how long it took to end."""
        begin = time.monotonic()
        self.say('quit')
        return self.process.wait(limit_s), time.monotonic() - begin
