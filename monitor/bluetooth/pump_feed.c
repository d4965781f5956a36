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
  self->told_none = FALSE;
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

/* Only one annunciation is exposed at a time: another one takes the place of one that still stands,
 * so that none ends before the pump says that there is none (bluetooth.md, Annunciation Status). */
static void
tell_annunciation (ThecalPumpFeed *self, const ThecalFrameAnnunciation *annunciation)
{
  if (annunciation->present) {
    self->told_none = FALSE;
    /* Snoozed and undetermined are not confirmed: they count as pending. */
    post_pump_event (self,
                     annunciation->type,
                     annunciation->status_code == ANNUNCIATION_CONFIRMED
                         ? THECAL_PUMP_EVENT_CONFIRMED
                         : THECAL_PUMP_EVENT_PENDING,
                     annunciation->type_code,
                     annunciation->instance_id);
  } else if (!self->told_none) {
    self->told_none = TRUE;
    post_pump_event (self, THECAL_PUMP_EVENT_NONE, THECAL_PUMP_EVENT_CLEARED, 0, 0);
  }
}

/* A report of the pump is fresh, or it says how old it is (safety rule 2). What comes straight from
 * the pump is as old as its receipt. */
static gboolean
is_dated (const ThecalPumpFeed *self)
{
  const ThecalFrameSource *source = &self->frames[THECAL_FRAME_SOURCE].source;

  return !self->has_frame[THECAL_FRAME_SOURCE] || source->age_min != THECAL_SOURCE_AGE_UNKNOWN ||
         source->source_code == THECAL_SOURCE_CODE_IMPLANT ||
         source->source_code == THECAL_SOURCE_CODE_SIMULATOR;
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
  /* The mode of the settings is the programmed one; the minimum rate outweighs it, whichever of the
   * two was told last. */
  if ((event.status.present & THECAL_REPORT_MODE) &&
      self->has_frame[THECAL_FRAME_INFUSION_STATUS] &&
      self->frames[THECAL_FRAME_INFUSION_STATUS].infusion_status.minimum_rate)
    event.status.mode = THECAL_MODE_MINIMUM_RATE;
  if (any && is_dated (self))
    thecal_event_sink_post (self->sink, &event);
  else if (any)
    thecal_pump_feed_untrusted (self, "age-unknown");
  if ((kinds & 1u << THECAL_FRAME_ANNUNCIATION) && self->has_frame[THECAL_FRAME_ANNUNCIATION])
    tell_annunciation (self, &self->frames[THECAL_FRAME_ANNUNCIATION].annunciation);
}
