/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/unit.h"
#include "script.h"

#define MINUTE(m) ((m) *60.0)
#define HOUR(h) ((h) *3600.0)
#define DAY(d) ((d) *86400.0)
#define EMPTY THECAL_CONDITION_RESERVOIR_EMPTY
#define LOW THECAL_CONDITION_RESERVOIR_LOW
#define STALE THECAL_CONDITION_DATA_STALE
#define STOPPED THECAL_CONDITION_INFUSION_STOPPED
#define STALL THECAL_CONDITION_MOTOR_STALL
#define ACK THECAL_EVENT_ACKNOWLEDGE
#define PAUSE THECAL_EVENT_PAUSE

#define RUN(name, bluetooth, rows)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    Script script;                                                                                 \
    script_begin (&script, bluetooth);                                                             \
    script_run (&script, name, rows, G_N_ELEMENTS (rows));                                         \
    script_end (&script);                                                                          \
  }                                                                                                \
  G_STMT_END

/* A03, its ladder, acknowledgement that ends, reminder: alarms.md "Where this …", d2, d3. */
static void
test_low (void)
{
  const ScriptRow rows[] = {
    { 0, script_level (2.1), "", 0 },
    { MINUTE (5),
      script_level (2.0),
      "raise reservoir-low medium; signal reservoir-low medium",
      MINUTE (10) },
    { MINUTE (10), script_level (1.95), "escalate reservoir-low 1", MINUTE (15) },
    { MINUTE (15), script_level (1.95), "escalate reservoir-low 2", 0 },
    { MINUTE (16), script_person (ACK, LOW, 0), "log reservoir-low acknowledged", 0 },
    { MINUTE (20), script_therapy (THECAL_THERAPY_RUN), "", MINUTE (76) },
    { MINUTE (77), script_level (1.95), "remind reservoir-low medium", 0 },
    { MINUTE (78), script_therapy (THECAL_THERAPY_RUN), "", 0 },
    { HOUR (8) + MINUTE (15),
      script_tick (),
      "remind reservoir-low medium; remind reservoir-low medium; "
      "remind reservoir-low medium; remind reservoir-low medium; remind reservoir-low medium; "
      "remind reservoir-low medium; notify reservoir-low still-on-it",
      HOUR (8) + MINUTE (16) },
    { HOUR (8) + MINUTE (16),
      script_tick (),
      "log reservoir-low acknowledge-ended; signal reservoir-low medium",
      0 },
    /* the ladder goes on where it stood: 1 h 49 min were left to its third step */
    { HOUR (10) + MINUTE (5),
      script_tick (),
      "signal reservoir-low medium; escalate reservoir-low 3",
      0 },
  };

  RUN ("low", true, rows);
}

static void
test_empty_cadence (void)
{
  const ScriptRow rows[] = {
    { 0,
      script_level (0.5),
      "raise reservoir-empty high; signal reservoir-empty high; "
      "raise reservoir-empty-soon high; raise reservoir-low high",
      20 },
    { 20, script_tick (), "escalate reservoir-empty 1", 60 },
    { 60, script_tick (), "escalate reservoir-empty 2", MINUTE (2) },
    { MINUTE (10),
      script_level (0.4),
      "escalate reservoir-empty 3; escalate reservoir-empty 4; "
      "signal reservoir-empty high; escalate reservoir-empty 5",
      0 },
    { MINUTE (11), script_person (PAUSE, EMPTY, 60), "log reservoir-empty paused", 0 },
    { MINUTE (15), script_level (0.4), "escalate reservoir-empty 6", 0 },
    { MINUTE (21),
      script_level (0.4),
      "log reservoir-empty pause-ended; signal reservoir-empty high",
      0 },
    { MINUTE (22), script_person (PAUSE, EMPTY, 0), "log reservoir-empty paused", MINUTE (24) },
    { MINUTE (23), script_person (ACK, EMPTY, 0), "log reservoir-empty acknowledged", MINUTE (30) },
    { MINUTE (24), script_person (PAUSE, EMPTY, 5), "log reservoir-empty pause-refused", 0 },
    { MINUTE (25), script_level (0.4), "", MINUTE (30) },
    { MINUTE (33), script_level (0.4), "remind reservoir-empty high", MINUTE (43) },
    /* a refill alone is not enough for A01: a newer status must say so */
    { MINUTE (40),
      script_refill (20),
      "withdraw reservoir-empty-soon latched; withdraw reservoir-low latched",
      0 },
    { MINUTE (41), script_level (19.9), "withdraw reservoir-empty high", 0 },
    { MINUTE (42), script_person (THECAL_EVENT_RESET, LOW, 0), "log reservoir-low reset", 0 },
    { MINUTE (42), script_person (THECAL_EVENT_RESET, LOW, 0), "", 0 },
  };

  RUN ("empty", true, rows);
}

/* Two fresh reports 60 s apart that show a rise of 5 mL clear; one does not, nor do two too close.
 */
static void
test_level_clears_by_rise (void)
{
  const ScriptRow rows[] = {
    { 0, script_level (1.9), "raise reservoir-low medium; signal reservoir-low medium", 0 },
    { 10, script_level (6.8), "", 0 },
    { 20, script_level (12), "", 0 },
    { 50, script_level (12), "", 0 },
    /* nine millilitres in twenty seconds: no pump can, but the lower level counts (A21) */
    { 70, script_level (3), "raise data-untrusted medium; signal data-untrusted medium", 0 },
    { 80, script_level (12), "", 0 },
    { 150, script_level (12), "withdraw reservoir-low latched", 0 },
  };

  RUN ("rise", true, rows);
}

static void
test_low_is_high_when_short (void)
{
  ThecalEvent fast = script_level (1.9);
  ThecalEvent appointment = { .type = THECAL_EVENT_APPOINTMENT, .unit = 1 };

  /* V4 of clinical.md 3.4: 1.4 mL a day */
  fast.status.values[THECAL_FIELD_FLOW_ML_PER_DAY] = 1.4;
  appointment.appointment.at_wall_us =
      G_GINT64_CONSTANT (1772352000) * THECAL_SECOND_US + 5 * THECAL_DAY_US;
  {
    const ScriptRow rows[] = {
      { 0,
        fast,
        "raise reservoir-empty-soon high; signal reservoir-empty-soon high; "
        "raise reservoir-low high; signal reservoir-low high",
        0 },
    };
    const ScriptRow booked[] = {
      { 0, appointment, "", 0 },
      { 1, script_level (1.9), "raise reservoir-low medium; signal reservoir-low medium", 0 },
      { 2, script_person (ACK, LOW, 0), "log reservoir-low acknowledged", 0 },
      { 3, script_therapy (THECAL_THERAPY_RUN), "", 0 },
      { HOUR (8) + 2, script_tick (), NULL, 0 },
      { HOUR (10),
        script_therapy (THECAL_THERAPY_RUN),
        "escalate reservoir-low 1; escalate reservoir-low 2",
        0 },
      /* twelve hours between two beats, since a visit is booked in time */
      { HOUR (20) + 1,
        script_therapy (THECAL_THERAPY_RUN),
        "escalate reservoir-low 3; escalate reservoir-low 4; escalate reservoir-low 5",
        HOUR (20) + 2 },
      { HOUR (20) + 3, script_therapy (THECAL_THERAPY_RUN), "signal reservoir-low medium", 0 },
    };

    RUN ("short", true, rows);
    RUN ("booked", true, booked);
  }
}

/* A02: every hour, every ten minutes once less than a day may be left. */
static void
test_empty_soon_urgent (void)
{
  ThecalEvent level = script_level (1.5);

  level.status.values[THECAL_FIELD_FLOW_ML_PER_DAY] = 1.0;
  level.status.interval_us = 100 * THECAL_HOUR_US;
  {
    /* 1.5 mL at 1.15 mL a day: 31.3 h to empty, 20.9 h to the last half millilitre */
    const ScriptRow rows[] = {
      { 0,
        level,
        "raise reservoir-empty-soon high; signal reservoir-empty-soon high; raise reservoir-low "
        "high; "
        "signal reservoir-low high",
        20 },
      { 30, script_person (ACK, LOW, 0), NULL, 0 },
      { 31, script_person (PAUSE, THECAL_CONDITION_RESERVOIR_EMPTY_SOON, 10), NULL, 0 },
      { HOUR (7), script_tick (), NULL, 0 },
      { HOUR (8), script_person (ACK, LOW, 0), NULL, 0 },
      { HOUR (8) + 1, script_tick (), "", 0 },
      { HOUR (8) + MINUTE (13), script_tick (), "signal reservoir-empty-soon high…", 0 },
    };

    RUN ("urgent", true, rows);
  }
}

static void
test_stopped (void)
{
  const ScriptRow rows[] = {
    { 0, script_therapy (THECAL_THERAPY_RUN), "", 0 },
    { MINUTE (1), script_therapy (THECAL_THERAPY_STOP), "", MINUTE (6) },
    { MINUTE (3), script_therapy (THECAL_THERAPY_RUN), "", 0 },
    { MINUTE (10), script_therapy (THECAL_THERAPY_PAUSE), "", MINUTE (15) },
    { MINUTE (15),
      script_tick (),
      "raise infusion-stopped high; signal infusion-stopped high",
      MINUTE (15) + 20 },
    { MINUTE (16),
      script_person (ACK, STOPPED, 0),
      "escalate infusion-stopped 1; escalate infusion-stopped 2; log infusion-stopped acknowledged",
      0 },
    { MINUTE (17), script_therapy (THECAL_THERAPY_RUN), "", 0 },
    /* stopped again before half an hour was over: the same episode goes on */
    { MINUTE (27), script_therapy (THECAL_THERAPY_STOP), "remind infusion-stopped high", 0 },
    { MINUTE (46), script_tick (), NULL, 0 },
  };
  const ScriptRow planned[] = {
    { 0, script_person (THECAL_EVENT_CLINIC_ACTION, STOPPED, 0), "", 0 },
    { MINUTE (1), script_therapy (THECAL_THERAPY_STOP), "", 0 },
    { MINUTE (30), script_tick (), "", 0 },
    { MINUTE (31),
      script_pump_event (THECAL_PUMP_EVENT_STOPPED_TOO_LONG, THECAL_PUMP_EVENT_PENDING),
      "raise infusion-stopped high; signal infusion-stopped high",
      0 },
  };

  RUN ("stopped", true, rows);
  RUN ("planned", true, planned);
}

static void
test_stopped_clears (void)
{
  const ScriptRow rows[] = {
    { 0, script_therapy (THECAL_THERAPY_STOP), "", MINUTE (5) },
    { MINUTE (5), script_tick (), "raise infusion-stopped high; signal infusion-stopped high", 0 },
    { MINUTE (6), script_therapy (THECAL_THERAPY_RUN), NULL, 0 },
    { MINUTE (35.9), script_tick (), NULL, MINUTE (36) },
    { MINUTE (36), script_tick (), "withdraw infusion-stopped latched", 0 },
  };

  RUN ("stop-clears", true, rows);
}

static void
test_stall (void)
{
  const ScriptRow rows[] = {
    { 0, script_therapy (THECAL_THERAPY_RUN), "", 0 },
    { 1,
      script_pump_event (THECAL_PUMP_EVENT_MOTOR_STALL, THECAL_PUMP_EVENT_PENDING),
      "raise motor-stall high; signal motor-stall high",
      21 },
    { 2, script_person (ACK, STALL, 0), "log motor-stall acknowledged", 0 },
    { 3,
      script_pump_event (THECAL_PUMP_EVENT_MOTOR_STALL_RECOVERED, THECAL_PUMP_EVENT_PENDING),
      "",
      0 },
    { HOUR (2), script_tick (), NULL, 0 }, /* stable, but no clinic looked at it */
    { HOUR (2) + 2, script_tick (), NULL, 0 },
    { HOUR (2) + 3,
      script_person (THECAL_EVENT_CLINIC_ACTION, STALL, 0),
      "log motor-stall resolved; withdraw motor-stall high",
      0 },
    { HOUR (3),
      script_pump_event (THECAL_PUMP_EVENT_OCCLUSION, THECAL_PUMP_EVENT_CONFIRMED),
      "raise motor-stall high; signal motor-stall high",
      0 },
    { HOUR (3) + 1,
      script_person (THECAL_EVENT_CLINIC_ACTION, STALL, 0),
      "log motor-stall resolved",
      0 },
    { HOUR (4), script_tick (), NULL, HOUR (4) + 1 },
    { HOUR (4) + 1, script_tick (), "withdraw motor-stall latched", 0 },
  };

  RUN ("stall", true, rows);
}

static void
test_stale (void)
{
  const ScriptRow rows[] = {
    { 0, script_level (12), "", MINUTE (30) },
    { MINUTE (30), script_tick (), "raise data-stale medium; signal data-stale medium", 0 },
    { MINUTE (31), script_person (PAUSE, STALE, 5), "log data-stale paused", 0 },
    { MINUTE (32), script_level (11.9), "withdraw data-stale medium", MINUTE (62) },
  };
  const ScriptRow never[] = {
    { 0, script_tick (), "", MINUTE (15) },
    { MINUTE (15), script_tick (), "raise data-stale medium; signal data-stale medium", 0 },
  };
  /* a printout is never stale by silence; half a year after it the drug is too old */
  const ScriptRow printout[] = { { DAY (3), script_tick (), "", DAY (170) } };
  /* sight is lost: the alarm stands, is not raised again, and stale is as urgent as it */
  const ScriptRow lost[] = {
    { 0, script_therapy (THECAL_THERAPY_STOP), "", 0 },
    { MINUTE (5), script_tick (), "raise infusion-stopped high; signal infusion-stopped high", 0 },
    { MINUTE (5) + 1, script_person (ACK, STOPPED, 0), "log infusion-stopped acknowledged", 0 },
    { DAY (1) - 1, script_tick (), NULL, 0 },
  };

  RUN ("stale", true, rows);
  RUN ("never-heard", true, never);
  RUN ("printout", false, printout);
  RUN ("lost", true, lost);
}

static void
test_stale_keeps_alarms (void)
{
  const ScriptRow rows[] = {
    { 0, script_level (0.4), NULL, 0 },
    { 1, script_person (ACK, EMPTY, 0), "log reservoir-empty acknowledged", 0 },
    { MINUTE (30),
      script_tick (),
      "remind reservoir-empty high; remind reservoir-empty high; "
      "notify reservoir-empty still-on-it; log reservoir-empty unknown; log reservoir-empty-soon "
      "unknown; log reservoir-low unknown; "
      "raise data-stale high; signal data-stale high",
      0 },
    { MINUTE (30) + 1,
      script_level (0.4),
      "log reservoir-empty acknowledge-ended; signal reservoir-empty high; log reservoir-empty "
      "seen; log reservoir-empty-soon seen; "
      "log reservoir-low seen; withdraw data-stale high",
      0 },
  };
  Script script;

  script_begin (&script, true);
  script_run (&script, "stale-keeps", rows, 3);
  script_end (&script);
}

#define ADD(name, function) g_test_add_func ("/core/system/" name, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("low", test_low);
  ADD ("empty-cadence", test_empty_cadence);
  ADD ("level-clears-by-rise", test_level_clears_by_rise);
  ADD ("low-is-high-when-short", test_low_is_high_when_short);
  ADD ("empty-soon-urgent", test_empty_soon_urgent);
  ADD ("stopped", test_stopped);
  ADD ("stopped-clears", test_stopped_clears);
  ADD ("stall", test_stall);
  ADD ("stale", test_stale);
  ADD ("stale-keeps-alarms", test_stale_keeps_alarms);

  return g_test_run ();
}
