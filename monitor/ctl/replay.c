/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/replay.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/alarm/unit.h"
#include "core/plan/care_plan.h"
#include "core/system.h"
#include "ctl/replay_parse.h"
#include "ctl/replay_plan.h"

#define UNIT 1
#define EXIT_BAD_INPUT 2

typedef struct {
  const char *name; /* of the file, for messages */
  guint line_number;
  gboolean json;
  ThecalSystem *system;
  GArray *effects;
  const char *event; /* name of the one whose effects these are */
  JsonParser *parser;
  GKeyFile *plan;
  ThecalAlarmSettings settings; /* of the plan; its zone is owned */
  gint64 offset_us;             /* wall minus boot clock: moved by clock_step */
  gint64 now_us;                /* boot clock of the last event */
  gboolean started, suspended;
} Replay;

/* What is printed. */

static char *
format_time (const Replay *self, gint64 boot_us)
{
  const gint64 wall_us = boot_us + self->offset_us;
  gint64 second = wall_us / THECAL_SECOND_US;
  const gint64 rest_us = wall_us - second * THECAL_SECOND_US;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (second);

  if (time == NULL)
    return g_strdup ("");
  if (rest_us != 0) {
    g_autofree char *whole = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

    return g_strdup_printf ("%s.%06" G_GINT64_FORMAT "Z", whole, rest_us);
  }

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static void
print_actions (guint actions)
{
  const char *separator = "";

  printf (",\"actions\":[");
  for (guint action = 1; action < 1u << THECAL_N_LADDER_ACTIONS; action <<= 1)
    if ((actions & action) != 0) {
      printf ("%s\"%s\"", separator, thecal_ladder_action_to_string (action));
      separator = ",";
    }
  putchar (']');
}

static void
print_json (const Replay *self, const ThecalEffect *effect, const char *at)
{
  const ThecalConditionRow *row = thecal_condition_get_row (effect->condition);
  const char *reason = thecal_log_reason_to_string (effect->reason);
  const ThecalAlarm *alarm =
      thecal_system_get_alarm (self->system, effect->unit, effect->condition);

  printf ("{\"at\":\"%s\",\"effect\":\"%s\"", at, thecal_effect_kind_to_string (effect->kind));
  if (row != NULL)
    printf (",\"condition\":\"%s\",\"priority\":\"%s\",\"episode\":%u",
            row->id,
            thecal_priority_to_string (effect->priority),
            effect->episode);
  else
    printf (",\"priority\":\"%s\"", thecal_priority_to_string (effect->priority));
  if (effect->kind == THECAL_EFFECT_ESCALATE || effect->kind == THECAL_EFFECT_SIGNAL)
    printf (",\"step\":%d", effect->step);
  if (effect->kind == THECAL_EFFECT_ESCALATE)
    print_actions (effect->actions);
  if (effect->reason == THECAL_LOG_GROUPED)
    printf (",\"count\":%d", effect->step);
  if (reason != NULL)
    printf (",\"reason\":\"%s\"", reason);
  if (effect->reason == THECAL_LOG_REJECTED)
    printf (",\"event\":\"%s\"", self->event);
  if (effect->kind == THECAL_EFFECT_LOG && effect->until_us != THECAL_UNKNOWN_US) {
    g_autofree char *until = format_time (self, effect->until_us);

    printf (",\"until\":\"%s\"", until);
  }
  if (effect->reason == THECAL_LOG_ACKNOWLEDGED && alarm->acknowledged_by[0] != '\0') {
    g_autoptr (JsonNode) by = json_node_init_string (json_node_alloc (), alarm->acknowledged_by);
    g_autofree char *text = json_to_string (by, FALSE);

    printf (",\"by\":%s", text);
  }
  puts ("}");
}

static void
print_text (const Replay *self, const ThecalEffect *effect, const char *at)
{
  const ThecalConditionRow *row = thecal_condition_get_row (effect->condition);
  const char *reason = thecal_log_reason_to_string (effect->reason);

  printf ("%s  %-8s  %-22s %-6s",
          at,
          thecal_effect_kind_to_string (effect->kind),
          row != NULL ? row->id : "-",
          row != NULL ? thecal_priority_to_string (effect->priority) : "");
  if (effect->kind == THECAL_EFFECT_ESCALATE)
    printf (_ ("  step %d"), effect->step);
  if (reason != NULL)
    printf ("  %s", reason);
  if (effect->reason == THECAL_LOG_REJECTED)
    printf (": %s", self->event);
  putchar ('\n');
}

static void
print_effects (Replay *self)
{
  for (guint i = 0; i < self->effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (self->effects, ThecalEffect, i);
    g_autofree char *at = format_time (self, effect->at_us);

    if (self->json)
      print_json (self, effect, at);
    else
      print_text (self, effect, at);
  }
  g_array_set_size (self->effects, 0);
}

/* Virtual time. */

static ThecalTime
time_at (const Replay *self, gint64 boot_us)
{
  return (ThecalTime){ .boot_us = boot_us, .wall_us = boot_us + self->offset_us };
}

static void
step (Replay *self, const ThecalEvent *event, gint64 boot_us)
{
  thecal_system_step (self->system, event, time_at (self, boot_us), self->effects);
  self->event = thecal_event_type_to_string (event->type);
  if (self->effects->len > 0)
    print_effects (self);
}

/* Timers run between the events, and never while the machine sleeps or the process is gone. */
static void
run_until (Replay *self, gint64 boot_us)
{
  const ThecalEvent tick = { .type = THECAL_EVENT_TICK };

  while (!self->suspended && thecal_system_get_deadline (self->system) <= boot_us)
    step (self, &tick, thecal_system_get_deadline (self->system));
}

static void
apply_settings (Replay *self, gint64 boot_us)
{
  const ThecalEvent event = { .type = THECAL_EVENT_SETTINGS, .settings = &self->settings };

  step (self, &event, boot_us);
}

static void
restart (Replay *self, const ThecalEvent *event, gint64 boot_us)
{
  g_autoptr (GVariant) saved =
      g_variant_ref_sink (thecal_system_save (self->system, time_at (self, self->now_us)));

  thecal_system_free (self->system);
  self->system = thecal_system_new ();
  /* The plan is read again before anything is decided. */
  apply_settings (self, boot_us);
  thecal_system_restore (self->system, saved, true, time_at (self, boot_us));
  self->suspended = FALSE;
  step (self, event, boot_us);
}

static gboolean
begin (Replay *self, const ThecalReplayLine *line, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  ThecalEvent event = { .type = THECAL_EVENT_ADD_PUMP, .unit = UNIT };
  ThecalEvent events[THECAL_CARE_PLAN_EVENTS_MAX];
  ThecalStatusReport report;
  guint n_events;
  ThecalPlanError plan_error;
  ThecalCarePlan plan;
  bool has_volume;

  if (!thecal_care_plan_read (self->plan, utc, &plan, &plan_error)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("plan: [%s] %s: expected %s"),
                 plan_error.group,
                 plan_error.key,
                 plan_error.expected);
    return FALSE;
  }
  self->now_us = line->at_wall_us;
  self->started = TRUE;
  self->settings = plan.settings;
  self->settings.zone = thecal_replay_plan_get_zone (self->plan);
  thecal_system_add_unit (self->system);
  apply_settings (self, self->now_us);

  /* A plan without a level watches a pump that is to be heard; with one, the printout speaks until
   * a first report or link event says otherwise. */
  has_volume = thecal_care_plan_to_report (&plan, time_at (self, self->now_us), &report);
  event.add_pump.expects_bluetooth = !has_volume;
  event.add_pump.low_threshold_ml = plan.low_ml;
  step (self, &event, self->now_us);
  event = thecal_care_plan_to_explanted (&plan, UNIT);
  step (self, &event, self->now_us);
  if (report.present != 0) {
    event = (ThecalEvent){ .type = THECAL_EVENT_STATUS, .unit = UNIT, .status = report };
    step (self, &event, self->now_us);
  }
  n_events = thecal_care_plan_get_events (&plan, UNIT, time_at (self, self->now_us), events);
  for (guint i = 0; i < n_events; i++)
    step (self, &events[i], self->now_us);

  return TRUE;
}

/* What a person does to an alarm is done wherever it stands: host, pump, or both. */
static void
answer (Replay *self, const ThecalEvent *event, gint64 boot_us)
{
  gboolean answered = FALSE;

  for (guint unit = 0; unit <= UNIT; unit++) {
    const ThecalAlarm *alarm =
        thecal_system_get_alarm (self->system, unit, event->person.condition);
    ThecalEvent there = *event;

    there.unit = unit;
    if (!event->person.all && !thecal_alarm_is_shown (alarm))
      continue;
    step (self, &there, boot_us);
    answered = TRUE;
  }
  if (!answered)
    step (self, event, boot_us);
}

static gboolean
take_line (Replay *self, const ThecalReplayLine *line, GError **error)
{
  const gint64 boot_us = line->at_wall_us - self->offset_us;

  if (!self->started && !begin (self, line, error))
    return FALSE;
  if (boot_us < self->now_us) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("at: expected a time not before that of the line above"));
    return FALSE;
  }
  if (line->event.type == THECAL_EVENT_RESTART) {
    restart (self, &line->event, boot_us);
    self->now_us = boot_us;
    return TRUE;
  }
  if (line->event.type == THECAL_EVENT_RESUME)
    self->suspended = FALSE;
  else
    run_until (self, boot_us);
  self->now_us = boot_us;
  if (line->event.type == THECAL_EVENT_SUSPEND)
    self->suspended = TRUE;
  if (line->event.type == THECAL_EVENT_CLOCK_STEP)
    self->offset_us += line->event.clock_step.step_us;
  if (thecal_unit_is_answer (line->event.type))
    answer (self, &line->event, boot_us);
  else
    step (self, &line->event, boot_us);

  return TRUE;
}

/* The file. */

static gboolean
read_plan (Replay *self, const char *text, const char *path, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (path);

  self->plan = thecal_replay_parse_plan (text, dir, error);
  return self->plan != NULL;
}

static gboolean
read_event (Replay *self, char *text, gsize len, GError **error)
{
  ThecalReplayLine line;
  gboolean taken;

  if (!thecal_replay_parse_line (self->parser, text, len, &line, error))
    return FALSE;
  if (line.warning != NULL)
    fprintf (stderr, _ ("%s:%u: warning: %s\n"), self->name, self->line_number, line.warning);
  taken = take_line (self, &line, error);
  thecal_replay_line_clear (&line);

  return taken;
}

static gboolean
read_session (Replay *self, FILE *file, const char *path, GError **error)
{
  char *text = NULL;
  size_t size = 0;
  ssize_t len;
  gboolean read = TRUE;

  while (read && (len = getline (&text, &size, file)) >= 0) {
    self->line_number++;
    while (len > 0 && g_ascii_isspace (text[len - 1]))
      text[--len] = '\0';
    if (len == 0)
      continue;
    read = self->plan == NULL ? read_plan (self, text, path, error)
                              : read_event (self, text, (gsize) len, error);
  }
  free (text);
  if (read && self->plan == NULL) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 "expected {\"plan\": {…}} on the first line, the file is empty");
    return FALSE;
  }

  return read;
}

static int
replay_file (const char *path, gboolean json)
{
  g_autoptr (GError) error = NULL;
  Replay replay = { .name = path, .json = json };
  FILE *file = fopen (path, "re");
  gboolean read;

  if (file == NULL) {
    fprintf (stderr, _ ("thecalctl: %s: %s\n"), path, g_strerror (errno));
    return EXIT_BAD_INPUT;
  }
  replay.system = thecal_system_new ();
  replay.parser = json_parser_new_immutable ();
  replay.effects = g_array_new (FALSE, FALSE, sizeof (ThecalEffect));
  read = read_session (&replay, file, path, &error);
  fclose (file);
  fflush (stdout);
  if (!read)
    fprintf (
        stderr, _ ("thecalctl: %s:%u: %s\n"), path, MAX (replay.line_number, 1), error->message);
  g_array_unref (replay.effects);
  g_object_unref (replay.parser);
  g_clear_pointer (&replay.plan, g_key_file_unref);
  g_clear_pointer (&replay.settings.zone, g_time_zone_unref);
  thecal_system_free (replay.system);

  return read ? EXIT_SUCCESS : EXIT_BAD_INPUT;
}

int
thecal_ctl_replay (int argc, char **argv)
{
  const char *path = NULL;
  gboolean json = FALSE;

  for (int i = 1; i < argc; i++) {
    if (g_str_equal (argv[i], "--json"))
      json = TRUE;
    else if (g_str_equal (argv[i], "--help")) {
      puts (
          _ ("Usage: thecalctl replay FILE [--json]\n\n"
             "Runs the core over a session (JSON Lines) in virtual time and prints every effect."));
      return EXIT_SUCCESS;
    } else if (argv[i][0] == '-' || path != NULL) {
      fprintf (stderr, _ ("thecalctl replay: %s: expected one FILE and --json\n"), argv[i]);
      return EXIT_BAD_INPUT;
    } else
      path = argv[i];
  }
  if (path == NULL) {
    fprintf (stderr, _ ("thecalctl replay: expected a session FILE\n"));
    return EXIT_BAD_INPUT;
  }

  return replay_file (path, json);
}
