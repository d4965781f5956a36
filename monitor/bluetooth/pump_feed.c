/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/pump_feed.h"

#include <string.h>

#include "core/codec/frame_report.h"

#define ANNUNCIATION_CONFIRMED 0x55

void
thecal_pump_feed_set_link (ThecalPumpFeed *self, gboolean up)
{
  if (self->link_up == up)
    return;
  self->link_up = up;
  const ThecalEvent event = { .type = THECAL_EVENT_LINK, .unit = self->unit, .link = { up } };
  thecal_event_sink_post (self->sink, &event);
}

void
thecal_pump_feed_untrusted (ThecalPumpFeed *self, const char *reason)
{
  const ThecalEvent event = {
    .type = THECAL_EVENT_UNTRUSTED,
    .unit = self->unit,
    .untrusted = { reason },
  };
  thecal_event_sink_post (self->sink, &event);
}

void
thecal_pump_feed_keep (ThecalPumpFeed *self, const ThecalFrame *frame)
{
  self->frames[frame->kind] = *frame;
  self->has_frame[frame->kind] = TRUE;
}

void
thecal_pump_feed_forget (ThecalPumpFeed *self)
{
  memset (self->has_frame, 0, sizeof self->has_frame);
}

static void
post_pump_event (ThecalPumpFeed *self,
                 ThecalPumpEventType type,
                 ThecalPumpEventState state,
                 guint16 code,
                 guint16 instance_id)
{
  const ThecalEvent event = {
    .type = THECAL_EVENT_PUMP_EVENT,
    .unit = self->unit,
    .pump_event = { type, state, code, instance_id },
  };
  thecal_event_sink_post (self->sink, &event);
}

static void
remember (ThecalPumpFeed *self, const ThecalFrameAnnunciation *annunciation)
{
  for (guint i = 0; i < self->n_told; i++)
    if (self->told[i].instance_id == annunciation->instance_id &&
        self->told[i].code == annunciation->type_code)
      return;
  /* Full: the oldest one is no longer followed and stays until a person resets it. */
  if (self->n_told == THECAL_FEED_ANNUNCIATIONS) {
    memmove (&self->told[0], &self->told[1], sizeof self->told - sizeof self->told[0]);
    self->n_told--;
  }
  self->told[self->n_told].instance_id = annunciation->instance_id;
  self->told[self->n_told].code = annunciation->type_code;
  self->told[self->n_told].type = annunciation->type;
  self->n_told++;
}

static void
tell_annunciation (ThecalPumpFeed *self, const ThecalFrameAnnunciation *annunciation)
{
  if (annunciation->present) {
    remember (self, annunciation);
    /* Snoozed and undetermined are not confirmed: they count as pending. */
    post_pump_event (self,
                     annunciation->type,
                     annunciation->status_code == ANNUNCIATION_CONFIRMED
                         ? THECAL_PUMP_EVENT_CONFIRMED
                         : THECAL_PUMP_EVENT_PENDING,
                     annunciation->type_code,
                     annunciation->instance_id);
    return;
  }
  for (guint i = 0; i < self->n_told; i++)
    post_pump_event (self,
                     self->told[i].type,
                     THECAL_PUMP_EVENT_CLEARED,
                     self->told[i].code,
                     self->told[i].instance_id);
  self->n_told = 0;
}

void
thecal_pump_feed_tell (ThecalPumpFeed *self, guint kinds)
{
  static const ThecalFrameKind order[] = {
    THECAL_FRAME_SOURCE,       THECAL_FRAME_FEATURES,      THECAL_FRAME_INFUSION_STATUS,
    THECAL_FRAME_SETTINGS,     THECAL_FRAME_BATTERY_LEVEL, THECAL_FRAME_BATTERY_STATUS,
    THECAL_FRAME_SERVICE_DATE, THECAL_FRAME_DATES,
  };
  ThecalEvent event = { .type = THECAL_EVENT_STATUS, .unit = self->unit };
  gboolean any = FALSE;

  thecal_status_report_init (&event.status);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++) {
    const ThecalFrameKind kind = order[i];
    const gboolean wanted = (kinds & 1u << kind) != 0;
    if (!self->has_frame[kind] || (!wanted && kind != THECAL_FRAME_SOURCE))
      continue;
    thecal_frame_to_report (&self->frames[kind], &event.status);
    any |= wanted;
  }
  if (any)
    thecal_event_sink_post (self->sink, &event);
  if ((kinds & 1u << THECAL_FRAME_ANNUNCIATION) && self->has_frame[THECAL_FRAME_ANNUNCIATION])
    tell_annunciation (self, &self->frames[THECAL_FRAME_ANNUNCIATION].annunciation);
}
