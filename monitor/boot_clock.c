/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "boot_clock.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <unistd.h>

/* A watch on the wall clock needs some expiry: far enough never to matter. */
#define FAR_S (365 * 24 * 3600)

struct _ThecalBootTimer {
  ThecalBootTimerFunc on_due;
  ThecalClockStepFunc on_step;
  gpointer user_data;
  int due_fd, wall_fd;
  guint due_id, wall_id;
  gint64 wall_offset_us; /* wall minus boot clock, as last seen */
};

static gint64
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (gint64) now.tv_sec * THECAL_SECOND_US + now.tv_nsec / 1000;
}

gboolean
thecal_clock_is_set_by_network (void)
{
  struct timex kernel = { .modes = 0 };

  return adjtimex (&kernel) >= 0 && (kernel.status & STA_UNSYNC) == 0;
}

ThecalTime
thecal_clock_now (void)
{
  return (ThecalTime){ read_clock (CLOCK_BOOTTIME), read_clock (CLOCK_REALTIME) };
}

static void
drain (int fd)
{
  guint64 count;

  /* ECANCELED is how a set clock announces itself; the count itself says nothing more. */
  while (read (fd, &count, sizeof count) == sizeof count)
    ;
}

static gboolean
on_due_fd (int fd, GIOCondition condition, gpointer user_data)
{
  ThecalBootTimer *self = user_data;

  drain (fd);
  self->on_due (self->user_data);

  return G_SOURCE_CONTINUE;
}

static void
arm_wall (ThecalBootTimer *self)
{
  const struct itimerspec far = {
    .it_value = { .tv_sec = read_clock (CLOCK_REALTIME) / THECAL_SECOND_US + FAR_S }
  };

  timerfd_settime (self->wall_fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &far, NULL);
}

static gboolean
on_wall_fd (int fd, GIOCondition condition, gpointer user_data)
{
  ThecalBootTimer *self = user_data;
  const ThecalTime now = thecal_clock_now ();
  const gint64 offset_us = now.wall_us - now.boot_us;
  const gint64 step_us = offset_us - self->wall_offset_us;

  drain (fd);
  arm_wall (self);
  self->wall_offset_us = offset_us;
  self->on_step (step_us, self->user_data);

  return G_SOURCE_CONTINUE;
}

ThecalBootTimer *
thecal_boot_timer_new (ThecalBootTimerFunc on_due,
                       ThecalClockStepFunc on_step,
                       gpointer user_data,
                       GError **error)
{
  g_autoptr (ThecalBootTimer) self = g_new0 (ThecalBootTimer, 1);
  const ThecalTime now = thecal_clock_now ();

  self->on_due = on_due;
  self->on_step = on_step;
  self->user_data = user_data;
  self->wall_offset_us = now.wall_us - now.boot_us;
  self->due_fd = timerfd_create (CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  self->wall_fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->due_fd < 0 || self->wall_fd < 0) {
    g_set_error (
        error, G_IO_ERROR, g_io_error_from_errno (errno), "timerfd: %s", g_strerror (errno));
    return NULL;
  }
  self->due_id = g_unix_fd_add (self->due_fd, G_IO_IN, on_due_fd, self);
  self->wall_id = g_unix_fd_add (self->wall_fd, G_IO_IN, on_wall_fd, self);
  arm_wall (self);

  return g_steal_pointer (&self);
}

void
thecal_boot_timer_free (ThecalBootTimer *self)
{
  g_clear_handle_id (&self->due_id, g_source_remove);
  g_clear_handle_id (&self->wall_id, g_source_remove);
  if (self->due_fd >= 0)
    close (self->due_fd);
  if (self->wall_fd >= 0)
    close (self->wall_fd);
  g_free (self);
}

void
thecal_boot_timer_set (ThecalBootTimer *self, gint64 boot_us)
{
  struct itimerspec at = { 0 };

  if (boot_us != THECAL_NEVER_US) {
    /* 0 would disarm; rounding up keeps the step from running a moment early */
    at.it_value.tv_sec = MAX (boot_us, 1) / THECAL_SECOND_US;
    at.it_value.tv_nsec = MAX (boot_us, 1) % THECAL_SECOND_US * 1000;
  }
  timerfd_settime (self->due_fd, TFD_TIMER_ABSTIME, &at, NULL);
}
