/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/pump_model.h"

#include <math.h>
#include <string.h>

#include "core/instant.h"
#include "sim/pump_frames.h"

#define TODAY 20000u
#define WALL_US ((gint64) TODAY * THECAL_DAY_US)

/* One script: what is done to a fresh pump, what it then shows. */
typedef enum {
  DO_ADVANCE_S,
  DO_SPEED,
  DO_RESERVOIR,
  DO_REFILL,
  DO_STALL,
  DO_RECOVER,
  DO_STOP,
  DO_RUN,
  DO_MINIMUM,
  DO_BATTERY,
  DO_ERI,
  DO_EOS,
  DO_REPROGRAM,
  DO_RESET,
  DO_ANNUNCIATE,
  DO_CONFIRM,
  DO_CLEAR,
  DO_UNLATCH, /* every bit */
} Action;

typedef struct {
  Action action;
  double value;
  /* afterwards */
  guint16 bits; /* that came up with this action */
  double reservoir_ml;
  guint16 shown; /* annunciation type, 0 none */
  guint16 latched;
} Row;

typedef struct {
  const char *name;
  Row rows[8];
  guint n_rows;
} Script;

static const Script scripts[] = {
  { "low-then-empty",
    { { DO_RESERVOIR, 2.04, 0x04, 2.04, 0, 0x04 },
      { DO_UNLATCH, 0, 0, 2.04, 0, 0 },
      { DO_SPEED, 86400, 0, 2.04, 0, 0 },
      { DO_ADVANCE_S, 1, 0x10C, 1.89, 0x0066, 0x10C },
      { DO_ADVANCE_S, 13, 0x0C, 0, 0x005A, 0x10C },
      { DO_ADVANCE_S, 5, 0, 0, 0x005A, 0x10C },
      { DO_REFILL, 20, 0x10C, 20, 0, 0x10C } },
    7 },
  { "exactly-low", { { DO_RESERVOIR, 2.0, 0x10C, 2.0, 0x0066, 0x10C } }, 1 },
  { "cadence",
    { { DO_RESERVOIR, 1, 0x10C, 1, 0x0066, 0x10C },
      { DO_UNLATCH, 0, 0, 1, 0x0066, 0 },
      { DO_ADVANCE_S, 3599, 0, 0.99375174, 0x0066, 0 },
      { DO_ADVANCE_S, 1, 0x08, 0.99375, 0x0066, 0x08 },
      { DO_RESERVOIR, 0, 0x0C, 0, 0x005A, 0x0C },
      { DO_ADVANCE_S, 599, 0, 0, 0x005A, 0x0C },
      { DO_ADVANCE_S, 1, 0x08, 0, 0x005A, 0x0C } },
    7 },
  { "stall",
    { { DO_STALL, 0, 0x0A, 20, 0xF03C, 0x0A },
      { DO_STALL, 0, 0, 20, 0xF03C, 0x0A },
      { DO_ADVANCE_S, 500, 0, 20, 0xF03C, 0x0A },
      { DO_RECOVER, 0, 0x0A, 20, 0xF055, 0x0A },
      { DO_RECOVER, 0, 0, 20, 0xF055, 0x0A },
      { DO_CLEAR, 0, 0x08, 20, 0, 0x0A } },
    6 },
  { "stop",
    { { DO_STOP, 0, 0x123, 20, 0, 0x123 },
      { DO_ADVANCE_S, 86400, 0, 20, 0, 0x123 },
      { DO_STOP, 0, 0, 20, 0, 0x123 },
      { DO_RUN, 0, 0x123, 20, 0, 0x123 },
      { DO_ADVANCE_S, 86400, 0x04, 19.85, 0, 0x127 } },
    5 },
  { "minimum-rate",
    { { DO_MINIMUM, 0, 0x12A, 20, 0xF066, 0x12A },
      { DO_CONFIRM, 0, 0x08, 20, 0xF066, 0x12A },
      { DO_ADVANCE_S, 86400, 0, 19.994, 0xF066, 0x12A },
      { DO_REPROGRAM, 400, 0x138, 19.994, 0xF0CC, 0x13A } },
    4 },
  { "battery",
    { { DO_BATTERY, 21, 0, 20, 0, 0 },
      { DO_BATTERY, 20, 0x08, 20, 0x00C3, 0x08 },
      { DO_BATTERY, 90, 0x08, 20, 0, 0x08 },
      { DO_ERI, 0, 0x108, 20, 0xF00F, 0x108 },
      { DO_EOS, 0, 0x12B, 20, 0xF033, 0x12B } },
    5 },
  { "reset",
    { { DO_STALL, 0, 0x0A, 20, 0xF03C, 0x0A }, { DO_RESET, 0, 0x33F, 20, 0xF05A, 0x33F } },
    2 },
  { "critical-first",
    { { DO_ANNUNCIATE, 0xF03C, 0x08, 20, 0xF03C, 0x08 },
      { DO_ANNUNCIATE, 0xF0CC, 0x08, 20, 0xF03C, 0x08 },
      { DO_ANNUNCIATE, 0xF0CC, 0, 20, 0xF03C, 0x08 },
      { DO_CONFIRM, 0, 0x08, 20, 0xF03C, 0x08 },
      { DO_ANNUNCIATE, 0x00C3, 0x08, 20, 0x00C3, 0x08 } },
    5 },
  { "nothing-to-confirm", { { DO_CONFIRM, 0, 0, 20, 0, 0 }, { DO_CLEAR, 0, 0, 20, 0, 0 } }, 2 },
  { "above-capacity", { { DO_RESERVOIR, 30, 0x04, 20, 0, 0x04 } }, 1 },
  { "time-never-back", { { DO_ADVANCE_S, -5, 0, 20, 0, 0 } }, 1 },
};

static guint16
act (ThecalPumpModel *model, const Row *row)
{
  switch (row->action) {
  case DO_ADVANCE_S:
    return thecal_pump_model_advance (model, (gint64) (row->value * 1e6));
  case DO_SPEED:
    model->speed = row->value;
    return 0;
  case DO_RESERVOIR:
    return thecal_pump_model_set_reservoir (model, row->value);
  case DO_REFILL:
    return thecal_pump_model_refill (model, row->value, TODAY);
  case DO_STALL:
    return thecal_pump_model_stall (model);
  case DO_RECOVER:
    return thecal_pump_model_recover (model);
  case DO_STOP:
    return thecal_pump_model_set_running (model, false);
  case DO_RUN:
    return thecal_pump_model_set_running (model, true);
  case DO_MINIMUM:
    return thecal_pump_model_set_minimum_rate (model);
  case DO_BATTERY:
    return thecal_pump_model_set_battery (model, row->value);
  case DO_ERI:
    return thecal_pump_model_reach_eri (model, TODAY);
  case DO_EOS:
    return thecal_pump_model_reach_eos (model, TODAY);
  case DO_REPROGRAM:
    return thecal_pump_model_reprogram (model, row->value, NAN);
  case DO_RESET:
    return thecal_pump_model_reset (model);
  case DO_ANNUNCIATE:
    return thecal_pump_model_annunciate (model, (guint16) row->value);
  case DO_CONFIRM:
    return thecal_pump_model_confirm (model);
  case DO_CLEAR:
    return thecal_pump_model_clear (model);
  case DO_UNLATCH:
    g_assert_true (thecal_pump_model_reset_status (model, THECAL_CHANGED_ALL));
    return 0;
  }
  g_assert_not_reached ();
}

static void
test_script (gconstpointer data)
{
  const Script *script = data;
  ThecalPumpModel model;

  thecal_pump_model_init (&model);
  for (guint i = 0; i < script->n_rows; i++) {
    const Row *row = &script->rows[i];
    guint16 bits = act (&model, row);
    const ThecalAnnunciation *shown = thecal_pump_model_get_annunciation (&model);

    g_test_message ("row %u: bits 0x%03x latched 0x%03x", i, bits, model.changed);
    g_assert_cmphex (bits, ==, row->bits);
    g_assert_cmphex (model.changed, ==, row->latched);
    g_assert_cmpfloat_with_epsilon (model.reservoir_ml, row->reservoir_ml, 1e-6);
    g_assert_cmphex (shown == NULL ? 0 : shown->type_code, ==, row->shown);
  }
}

static void
test_reset_status (void)
{
  ThecalPumpModel model;

  thecal_pump_model_init (&model);
  thecal_pump_model_stall (&model);
  g_assert_false (thecal_pump_model_reset_status (&model, 0x0400));
  g_assert_cmphex (model.changed, ==, 0x0A);
  g_assert_true (thecal_pump_model_reset_status (&model, 0x0002));
  g_assert_cmphex (model.changed, ==, 0x08);
}

static void
test_many_annunciations (void)
{
  ThecalPumpModel model;

  thecal_pump_model_init (&model);
  thecal_pump_model_stall (&model);
  for (guint i = 0; i < 3 * THECAL_MODEL_MAX_ANNUNCIATIONS; i++)
    thecal_pump_model_annunciate (&model, (guint16) (0x1000 + i));
  g_assert_cmpuint (model.n_annunciations, ==, THECAL_MODEL_MAX_ANNUNCIATIONS);
  /* the critical one is never pushed out */
  g_assert_cmphex (thecal_pump_model_get_annunciation (&model)->type_code, ==, 0xF03C);

  model.last_instance_id = G_MAXUINT16;
  thecal_pump_model_clear (&model);
  thecal_pump_model_annunciate (&model, 0x0066);
  g_assert_cmpuint (model.annunciations[0].instance_id, ==, 1);
}

static void
test_frames_decode (void)
{
  ThecalPumpModel model;
  ThecalPumpLink link = { 0 };

  thecal_pump_model_init (&model);
  thecal_pump_model_stall (&model);
  for (int kind = 0; kind < THECAL_N_FRAMES; kind++) {
    guint8 data[THECAL_FRAME_MAX];
    ThecalFrame frame;
    gsize len = thecal_pump_link_encode (&link, &model, (ThecalFrameKind) kind, WALL_US, data);

    if (kind == THECAL_FRAME_SRCP || kind == THECAL_FRAME_RACP || kind == THECAL_FRAME_HISTORY) {
      g_assert_cmpuint (len, ==, 0);
      continue;
    }
    g_test_message ("kind %d", kind);
    g_assert_cmpint (
        thecal_frame_decode (THECAL_DIALECT_THECAL, (ThecalFrameKind) kind, data, len, &frame),
        ==,
        THECAL_DECODE_OK);
    if (kind == THECAL_FRAME_INFUSION_STATUS)
      g_assert_true (frame.infusion_status.stalled);
    if (kind == THECAL_FRAME_SOURCE)
      g_assert_cmphex (frame.source.source_code, ==, 0x66);
    if (kind == THECAL_FRAME_DATES) /* 18 mL at 0.15 mL/day */
      g_assert_cmpuint (frame.dates.alarm_day, ==, TODAY + 120);
  }
}

static void
test_counters (void)
{
  ThecalPumpModel model;
  ThecalPumpLink link = { 0 };
  guint8 data[THECAL_FRAME_MAX];
  guint8 last = 0;

  thecal_pump_model_init (&model);
  for (guint i = 0; i < 600; i++) {
    gsize len = thecal_pump_link_encode (&link, &model, THECAL_FRAME_STATUS_CHANGED, WALL_US, data);
    guint8 counter = data[len - 3];

    g_assert_cmpint (thecal_counter_check (last, counter), ==, THECAL_COUNTER_NEXT);
    g_assert_cmpuint (counter, !=, 0);
    last = counter;
  }
  thecal_pump_link_reset (&link);
  gsize len = thecal_pump_link_encode (&link, &model, THECAL_FRAME_STATUS_CHANGED, WALL_US, data);
  g_assert_cmpuint (data[len - 3], ==, 1);
}

static void
test_faults (void)
{
  static const struct {
    ThecalFault fault;
    ThecalDecodeResult result;
  } rows[] = { { THECAL_FAULT_CRC, THECAL_DECODE_CRC },
               { THECAL_FAULT_LENGTH, THECAL_DECODE_LENGTH },
               { THECAL_FAULT_PROHIBITED, THECAL_DECODE_PROHIBITED },
               { THECAL_FAULT_RESERVED, THECAL_DECODE_OK },
               { THECAL_FAULT_REPLAY, THECAL_DECODE_OK },
               { THECAL_FAULT_NONE, THECAL_DECODE_OK } };
  ThecalPumpModel model;
  ThecalPumpLink link = { 0 };

  thecal_pump_model_init (&model);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    guint8 before[THECAL_FRAME_MAX], data[THECAL_FRAME_MAX];
    ThecalFrame frame;

    thecal_pump_link_encode (&link, &model, THECAL_FRAME_INFUSION_STATUS, WALL_US, before);
    gsize len = thecal_pump_link_encode_fault (&link, &model, rows[i].fault, WALL_US, data);
    g_test_message ("fault %d", rows[i].fault);
    g_assert_cmpint (thecal_frame_decode (
                         THECAL_DIALECT_THECAL, THECAL_FRAME_INFUSION_STATUS, data, len, &frame),
                     ==,
                     rows[i].result);
    if (rows[i].fault == THECAL_FAULT_REPLAY)
      g_assert_cmpmem (data, len, before, len);
    else if (rows[i].fault == THECAL_FAULT_NONE)
      g_assert_cmpuint (data[5], ==, before[5] + 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++) {
    g_autofree char *path = g_strconcat ("/sim/pump-model/", scripts[i].name, NULL);

    g_test_add_data_func (path, &scripts[i], test_script);
  }
  g_test_add_func ("/sim/pump-model/reset-status", test_reset_status);
  g_test_add_func ("/sim/pump-model/many-annunciations", test_many_annunciations);
  g_test_add_func ("/sim/pump-frames/decode", test_frames_decode);
  g_test_add_func ("/sim/pump-frames/counters", test_counters);
  g_test_add_func ("/sim/pump-frames/faults", test_faults);
  return g_test_run ();
}
