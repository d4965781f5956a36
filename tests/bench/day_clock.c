/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Loaded before programs that share one clock: all their clocks go ahead by as many seconds as the
 * file holds, a 64-bit number, that DAY_CLOCK_FILE names. What waits in poll, or for a timer of the
 * kernel, is awake within SLICE_MS when that number makes it due. So a day takes minutes. */
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SLICE_MS 20
#define MAX_TIMERS 8
#define S_MS 1000
#define MS_NS 1000000

int clock_gettime (clockid_t clock, struct timespec *out);
int gettimeofday (struct timeval *restrict out, void *restrict zone);
time_t time (time_t *out);
int poll (struct pollfd *fds, nfds_t count, int timeout);
int timerfd_settime (int fd, int flags, const struct itimerspec *at, struct itimerspec *before);

typedef struct {
  int fd, flags;
  struct itimerspec at; /* in the time of the day; all 0: none */
} Timer;

static int (*real_gettime) (clockid_t, struct timespec *);
static int (*real_poll) (struct pollfd *, nfds_t, int);
static int (*real_settime) (int, int, const struct itimerspec *, struct itimerspec *);
static const _Atomic int64_t no_shift;
static const _Atomic int64_t *shift_s = &no_shift;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Timer timers[MAX_TIMERS];
static int n_timers;
static int64_t armed_s; /* the shift that they are armed for */

__attribute__ ((constructor)) static void
begin (void)
{
  const char *path = getenv ("DAY_CLOCK_FILE");
  const int fd = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  void *place = fd >= 0 ? mmap (NULL, sizeof (int64_t), PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;

  if (fd >= 0)
    close (fd);
  if (place != MAP_FAILED)
    shift_s = place;
}

static void
find (void *function, const char *name)
{
  if (*(void **) function == NULL)
    *(void **) function = dlsym (RTLD_NEXT, name); /* as dlsym(3) shows it */
}

int
clock_gettime (clockid_t clock, struct timespec *out)
{
  int result;

  find (&real_gettime, "clock_gettime");
  result = real_gettime (clock, out);
  if (result == 0 && clock != CLOCK_PROCESS_CPUTIME_ID && clock != CLOCK_THREAD_CPUTIME_ID)
    out->tv_sec += *shift_s;

  return result;
}

int
gettimeofday (struct timeval *restrict out, void *restrict zone)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  out->tv_sec = now.tv_sec;
  out->tv_usec = now.tv_nsec / 1000;

  return 0;
}

time_t
time (time_t *out)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (out != NULL)
    *out = now.tv_sec;

  return now.tv_sec;
}

/* Timers of the kernel, which knows the real time only. */

static int
arm (const Timer *timer, int64_t shift, struct itimerspec *before)
{
  struct itimerspec at = timer->at;

  find (&real_settime, "timerfd_settime");
  if ((timer->flags & TFD_TIMER_ABSTIME) != 0 &&
      (at.it_value.tv_sec != 0 || at.it_value.tv_nsec != 0)) {
    at.it_value.tv_sec -= shift;
    if (at.it_value.tv_sec < 0)
      at.it_value = (struct timespec){ .tv_nsec = 1 }; /* 0 would be none */
  }

  return real_settime (timer->fd, timer->flags, &at, before);
}

int
timerfd_settime (int fd, int flags, const struct itimerspec *at, struct itimerspec *before)
{
  const Timer timer = { .fd = fd, .flags = flags, .at = *at };
  int result, i;

  pthread_mutex_lock (&lock);
  for (i = 0; i < n_timers && timers[i].fd != fd; i++)
    continue;
  if (i < MAX_TIMERS) {
    timers[i] = timer;
    n_timers = i < n_timers ? n_timers : i + 1;
  }
  result = arm (&timer, armed_s, before);
  pthread_mutex_unlock (&lock);

  return result;
}

static void
follow (void)
{
  const int64_t now_s = *shift_s;

  pthread_mutex_lock (&lock);
  for (int i = 0; armed_s != now_s && i < n_timers; i++) {
    if ((timers[i].flags & TFD_TIMER_ABSTIME) != 0)
      arm (&timers[i], now_s, NULL);
  }
  armed_s = now_s;
  pthread_mutex_unlock (&lock);
}

static int64_t
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return (int64_t) now.tv_sec * S_MS + now.tv_nsec / MS_NS;
}

int
poll (struct pollfd *fds, nfds_t count, int timeout)
{
  const int64_t end_ms = timeout < 0 ? INT64_MAX : now_ms () + timeout;

  find (&real_poll, "poll");
  for (;;) {
    const int64_t left_ms = end_ms - now_ms ();
    int found;

    follow ();
    found = real_poll (fds, count, left_ms < 0 ? 0 : left_ms < SLICE_MS ? (int) left_ms : SLICE_MS);
    if (found != 0 || left_ms <= SLICE_MS)
      return found;
  }
}
