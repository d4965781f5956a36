/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/flow.h"

/* Questions that somebody began are never taken away, and a call for help neither. */
static gboolean
is_kept (const ThecalKioskFlow *self)
{
  return self->walk == THECAL_KIOSK_WALK_UNFINISHED || self->walk == THECAL_KIOSK_WALK_URGENT;
}

/* Where it rests: what sounds, then what somebody has begun. */
static void
rest (ThecalKioskFlow *self)
{
  self->by_alarm = self->demanding;
  self->wanted = self->demanding  ? THECAL_KIOSK_PAGE_ALARM
                 : is_kept (self) ? THECAL_KIOSK_PAGE_WALK
                                  : THECAL_KIOSK_PAGE_CALM;
}

ThecalKioskPage
thecal_kiosk_flow_get_page (const ThecalKioskFlow *self)
{
  /* What it last said of alarms is no news any more; numbers and questions need no monitor. */
  if (self->lost &&
      (self->wanted == THECAL_KIOSK_PAGE_CALM || self->wanted == THECAL_KIOSK_PAGE_ALARM))
    return THECAL_KIOSK_PAGE_LOST;

  return self->wanted;
}

void
thecal_kiosk_flow_touch (ThecalKioskFlow *self, gint64 now_us)
{
  self->touched_us = now_us;
}

void
thecal_kiosk_flow_go (ThecalKioskFlow *self, ThecalKioskPage page, gint64 now_us)
{
  self->wanted = page;
  self->by_alarm = FALSE;
  self->touched_us = now_us;
}

void
thecal_kiosk_flow_leave (ThecalKioskFlow *self, gint64 now_us)
{
  self->touched_us = now_us;
  rest (self);
}

void
thecal_kiosk_flow_alarm (ThecalKioskFlow *self, gboolean urgent)
{
  const gboolean busy = self->wanted == THECAL_KIOSK_PAGE_CALL ||
                        (self->wanted == THECAL_KIOSK_PAGE_WALK && is_kept (self));

  self->demanding = TRUE;
  if (busy && !urgent)
    return;
  self->wanted = THECAL_KIOSK_PAGE_ALARM;
  self->by_alarm = TRUE;
}

void
thecal_kiosk_flow_set_demanding (ThecalKioskFlow *self, gboolean demanding)
{
  const gboolean over = self->demanding && !demanding;

  self->demanding = demanding;
  if (over && self->wanted == THECAL_KIOSK_PAGE_ALARM && self->by_alarm)
    rest (self);
  else if (demanding && self->wanted == THECAL_KIOSK_PAGE_CALM)
    rest (self); /* what is only paused stays in sight */
}

void
thecal_kiosk_flow_set_walk (ThecalKioskFlow *self, ThecalKioskWalk walk)
{
  self->walk = walk;
  if (walk == THECAL_KIOSK_WALK_NONE && self->wanted == THECAL_KIOSK_PAGE_WALK)
    rest (self);
}

void
thecal_kiosk_flow_set_lost (ThecalKioskFlow *self, gboolean lost)
{
  self->lost = lost;
}

gint64
thecal_kiosk_flow_get_deadline_us (const ThecalKioskFlow *self)
{
  const gboolean stays = self->wanted == THECAL_KIOSK_PAGE_CALM ||
                         (self->wanted == THECAL_KIOSK_PAGE_ALARM && self->demanding) ||
                         (self->wanted == THECAL_KIOSK_PAGE_WALK && is_kept (self));

  return stays ? THECAL_KIOSK_NEVER_US : self->touched_us + THECAL_KIOSK_ALONE_US;
}

void
thecal_kiosk_flow_tick (ThecalKioskFlow *self, gint64 now_us)
{
  if (now_us >= thecal_kiosk_flow_get_deadline_us (self))
    rest (self);
}
