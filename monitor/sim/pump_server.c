/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/pump_server.h"

#include <math.h>
#include <string.h>

#include "core/instant.h"
#include "sim/pump_frames.h"

#define ATT_WRITE_NOT_PERMITTED 0x03
#define ATT_INVALID_LENGTH 0x0D
#define ATT_INVALID_CRC 0x81
#define ATT_INVALID_COUNTER 0x82

struct _ThecalPumpServer {
  ThecalPumpModel model;
  ThecalPumpLink link;
  GArray *steps; /* ThecalStep */
  guint next_step;
  double report_every_s;
  gboolean from_launch;

  const ThecalPumpServerOps *ops;
  gpointer user_data;

  gboolean started, connected, silent;
  guint32 subscribed; /* bit per characteristic */
  gint64 began_us;    /* monotonic; of the scenario */
  gint64 advanced_us; /* monotonic */
  gint64 source_sent_us;
  guint16 unsent; /* ThecalChangedBits to tell with the next report */
  ThecalFault fault;
  guint n_faults;
  guint report_id, step_id, silence_id, response_id;
  guint8 response[THECAL_FRAME_MAX];
  gsize response_len;
};

static void schedule_step (ThecalPumpServer *self);

ThecalPumpServer *
thecal_pump_server_new (const ThecalScenario *scenario,
                        double rate_hz,
                        const ThecalPumpServerOps *ops,
                        gpointer user_data)
{
  ThecalPumpServer *self = g_new0 (ThecalPumpServer, 1);

  self->model = scenario->pump;
  self->steps = g_array_ref (scenario->steps);
  self->report_every_s = rate_hz > 0 ? 1.0 / rate_hz : scenario->report_every_s;
  self->from_launch = scenario->from_launch;
  self->ops = ops;
  self->user_data = user_data;
  return self;
}

void
thecal_pump_server_free (ThecalPumpServer *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->report_id, g_source_remove);
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_handle_id (&self->silence_id, g_source_remove);
  g_clear_handle_id (&self->response_id, g_source_remove);
  g_array_unref (self->steps);
  g_free (self);
}

gboolean
thecal_pump_server_is_silent (const ThecalPumpServer *self)
{
  return self->silent;
}

static gboolean
is_running (const ThecalPumpServer *self)
{
  return self->began_us != 0;
}

/* Brings the model to now; what comes up is told with the next report. */
static void
advance (ThecalPumpServer *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (!is_running (self))
    return;
  self->unsent |= thecal_pump_model_advance (&self->model, now_us - self->advanced_us);
  self->advanced_us = now_us;
}

static void
send_octets (ThecalPumpServer *self, ThecalFrameKind kind, const guint8 *data, gsize len)
{
  int index = thecal_characteristic_find (kind);

  if (index >= 0 && len > 0)
    self->ops->send ((guint) index, data, len, self->user_data);
}

static gboolean
is_subscribed (const ThecalPumpServer *self, ThecalFrameKind kind)
{
  int index = thecal_characteristic_find (kind);

  return index >= 0 && (self->subscribed & 1u << index) != 0;
}

static void
send_frame (ThecalPumpServer *self, ThecalFrameKind kind)
{
  guint8 data[THECAL_FRAME_MAX];

  if (!is_subscribed (self, kind))
    return;
  gsize len = thecal_pump_link_encode (&self->link, &self->model, kind, g_get_real_time (), data);
  send_octets (self, kind, data, len);
}

static void
send_status (ThecalPumpServer *self)
{
  guint8 data[THECAL_FRAME_MAX];

  if (self->n_faults == 0) {
    send_frame (self, THECAL_FRAME_INFUSION_STATUS);
    return;
  }
  if (!is_subscribed (self, THECAL_FRAME_INFUSION_STATUS))
    return;
  gsize len = thecal_pump_link_encode_fault (
      &self->link, &self->model, self->fault, g_get_real_time (), data);
  self->n_faults--;
  send_octets (self, THECAL_FRAME_INFUSION_STATUS, data, len);
}

static void
report (ThecalPumpServer *self)
{
  gint64 now_us = g_get_monotonic_time ();
  guint16 bits = self->unsent;

  if (!self->connected || self->silent)
    return;
  self->unsent = 0;
  if (bits & (THECAL_CHANGED_SETTINGS | THECAL_CHANGED_DAILY_DOSE))
    send_frame (self, THECAL_FRAME_SETTINGS);
  if (bits & (THECAL_CHANGED_DATES | THECAL_CHANGED_RESERVOIR))
    send_frame (self, THECAL_FRAME_DATES);
  if (now_us - self->source_sent_us >= THECAL_SECOND_US) {
    self->source_sent_us = now_us;
    send_frame (self, THECAL_FRAME_SOURCE);
  }
  send_status (self);
  if (bits & THECAL_CHANGED_ANNUNCIATION)
    send_frame (self, THECAL_FRAME_ANNUNCIATION);
  if (bits != 0)
    send_frame (self, THECAL_FRAME_STATUS_CHANGED);
}

static gboolean
on_report (gpointer user_data)
{
  ThecalPumpServer *self = user_data;

  advance (self);
  report (self);
  return G_SOURCE_CONTINUE;
}

static void
begin (ThecalPumpServer *self)
{
  if (is_running (self))
    return;
  self->began_us = self->advanced_us = g_get_monotonic_time ();
  schedule_step (self);
}

void
thecal_pump_server_start (ThecalPumpServer *self)
{
  if (self->started)
    return;
  self->started = TRUE;
  if (self->from_launch)
    begin (self);
  self->report_id = g_timeout_add ((guint) MAX (1.0, self->report_every_s * 1000), on_report, self);
}

void
thecal_pump_server_set_connected (ThecalPumpServer *self, gboolean connected)
{
  if (connected && !self->connected)
    thecal_pump_link_reset (&self->link);
  self->connected = connected;
  if (!connected)
    g_clear_handle_id (&self->response_id, g_source_remove);
  if (connected)
    begin (self);
}

void
thecal_pump_server_set_subscribed (ThecalPumpServer *self, guint index, gboolean subscribed)
{
  g_return_if_fail (index < THECAL_N_CHARACTERISTICS);

  if (subscribed)
    self->subscribed |= 1u << index;
  else
    self->subscribed &= ~(1u << index);
}

gsize
thecal_pump_server_read (ThecalPumpServer *self, guint index, guint8 *out)
{
  const ThecalCharacteristic *one = thecal_characteristic_get (index);

  if (one == NULL || (one->properties & THECAL_PROPERTY_READ) == 0)
    return 0;
  if (one->kind == THECAL_N_FRAMES) {
    memcpy (out, one->fixed, one->fixed_len);
    return one->fixed_len;
  }
  advance (self);
  return thecal_pump_link_encode (&self->link, &self->model, one->kind, g_get_real_time (), out);
}

static gboolean
on_response (gpointer user_data)
{
  ThecalPumpServer *self = user_data;

  self->response_id = 0;
  if (is_subscribed (self, THECAL_FRAME_SRCP))
    send_octets (self, THECAL_FRAME_SRCP, self->response, self->response_len);
  return G_SOURCE_REMOVE;
}

guint
thecal_pump_server_write (ThecalPumpServer *self, guint index, const guint8 *data, gsize len)
{
  const ThecalCharacteristic *one = thecal_characteristic_get (index);

  if (one == NULL || one->kind != THECAL_FRAME_SRCP)
    return ATT_WRITE_NOT_PERMITTED;

  switch (thecal_pump_link_handle_srcp (
      &self->link, &self->model, data, len, self->response, &self->response_len)) {
  case THECAL_SRCP_INVALID_CRC:
    return ATT_INVALID_CRC;
  case THECAL_SRCP_INVALID_COUNTER:
    return ATT_INVALID_COUNTER;
  case THECAL_SRCP_INVALID_LENGTH:
    return ATT_INVALID_LENGTH;
  case THECAL_SRCP_DONE:
    break;
  }
  /* the write is answered before its result is indicated */
  g_clear_handle_id (&self->response_id, g_source_remove);
  self->response_id = g_idle_add (on_response, self);
  return 0;
}

static void
set_fault (ThecalPumpServer *self, ThecalFault fault, double count)
{
  self->fault = fault;
  self->n_faults = isnan (count) ? 1 : (guint) count;
}

static gboolean
on_silence_over (gpointer user_data)
{
  ThecalPumpServer *self = user_data;

  self->silence_id = 0;
  self->silent = FALSE;
  self->ops->set_silent (FALSE, self->user_data);
  return G_SOURCE_REMOVE;
}

static void
fall_silent (ThecalPumpServer *self, double for_s)
{
  g_clear_handle_id (&self->silence_id, g_source_remove);
  self->silence_id = g_timeout_add ((guint) (for_s * 1000), on_silence_over, self);
  self->silent = TRUE;
  self->ops->set_silent (TRUE, self->user_data);
}

static void
reset_pump (ThecalPumpServer *self)
{
  self->unsent |= thecal_pump_model_reset (&self->model);
  /* a pump that restarts loses its link */
  self->ops->drop_link (self->user_data);
}

static void
apply_to_radio (ThecalPumpServer *self, const ThecalStep *step)
{
  switch ((int) step->kind) {
  case THECAL_STEP_SILENCE:
    fall_silent (self, step->value);
    break;
  case THECAL_STEP_DROP:
    self->ops->drop_link (self->user_data);
    break;
  case THECAL_STEP_BAD_CRC:
    set_fault (self, THECAL_FAULT_CRC, step->value);
    break;
  case THECAL_STEP_BAD_LENGTH:
    set_fault (self, THECAL_FAULT_LENGTH, step->value);
    break;
  case THECAL_STEP_BAD_PROHIBITED:
    set_fault (self, THECAL_FAULT_PROHIBITED, step->value);
    break;
  case THECAL_STEP_BAD_RESERVED:
    set_fault (self, THECAL_FAULT_RESERVED, step->value);
    break;
  case THECAL_STEP_REPLAY:
    set_fault (self, THECAL_FAULT_REPLAY, step->value);
    break;
  case THECAL_STEP_ADAPTER_OFF:
  case THECAL_STEP_ADAPTER_ON:
    if (self->ops->set_adapter != NULL)
      self->ops->set_adapter (step->kind == THECAL_STEP_ADAPTER_ON, self->user_data);
    break;
  case THECAL_STEP_BLUEZ_RESTART:
    if (self->ops->restart_bluez != NULL)
      self->ops->restart_bluez (step->value, self->user_data);
    break;
  case THECAL_STEP_QUIT:
    self->ops->quit (self->user_data);
    break;
  }
}

static guint16
apply_to_model (ThecalPumpServer *self, const ThecalStep *step)
{
  ThecalPumpModel *model = &self->model;
  guint32 today = (guint32) (g_get_real_time () / THECAL_DAY_US);

  switch ((int) step->kind) {
  case THECAL_STEP_REFILL:
    return thecal_pump_model_refill (model, step->value, today);
  case THECAL_STEP_RESERVOIR:
    return thecal_pump_model_set_reservoir (model, step->value);
  case THECAL_STEP_STALL:
    return thecal_pump_model_stall (model);
  case THECAL_STEP_RECOVER:
    return thecal_pump_model_recover (model);
  case THECAL_STEP_STOP:
  case THECAL_STEP_RUN:
    return thecal_pump_model_set_running (model, step->kind == THECAL_STEP_RUN);
  case THECAL_STEP_MINIMUM_RATE:
    return thecal_pump_model_set_minimum_rate (model);
  case THECAL_STEP_ERI:
    return thecal_pump_model_reach_eri (model, today);
  case THECAL_STEP_EOS:
    return thecal_pump_model_reach_eos (model, today);
  case THECAL_STEP_REPROGRAM:
    return thecal_pump_model_reprogram (model, step->value, step->value2);
  case THECAL_STEP_ANNUNCIATE:
    return thecal_pump_model_annunciate (model, (guint16) step->value);
  case THECAL_STEP_CONFIRM:
    return thecal_pump_model_confirm (model);
  case THECAL_STEP_CLEAR:
    return thecal_pump_model_clear (model);
  }
  return 0;
}

void
thecal_pump_server_apply (ThecalPumpServer *self, const ThecalStep *step)
{
  advance (self);
  if (step->kind == THECAL_STEP_RESET)
    reset_pump (self);
  else if (step->kind == THECAL_STEP_SPEED)
    self->model.speed = step->value;
  else
    self->unsent |= apply_to_model (self, step);
  if (step->kind == THECAL_STEP_BATTERY) {
    self->unsent |= thecal_pump_model_set_battery (&self->model, step->value);
    if (self->connected && !self->silent) {
      send_frame (self, THECAL_FRAME_BATTERY_LEVEL);
      send_frame (self, THECAL_FRAME_BATTERY_STATUS);
    }
  }
  apply_to_radio (self, step);
}

static gboolean
on_step (gpointer user_data)
{
  ThecalPumpServer *self = user_data;
  ThecalStep step = g_array_index (self->steps, ThecalStep, self->next_step++);

  self->step_id = 0;
  schedule_step (self);
  thecal_pump_server_apply (self, &step);
  return G_SOURCE_REMOVE;
}

static void
schedule_step (ThecalPumpServer *self)
{
  if (self->next_step >= self->steps->len)
    return;
  const ThecalStep *step = &g_array_index (self->steps, ThecalStep, self->next_step);
  gint64 wait_us =
      self->began_us + (gint64) (step->at_s * THECAL_SECOND_US) - g_get_monotonic_time ();
  self->step_id = g_timeout_add ((guint) (MAX (0, wait_us) / 1000), on_step, self);
}
