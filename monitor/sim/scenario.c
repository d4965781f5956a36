/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/scenario.h"

#include <math.h>
#include <string.h>

#define MAX_SECONDS (7 * 86400.0)
#define MAX_SCENARIO_OCTETS (256 * 1024)

typedef struct {
  const char *name;
  guint n_required, n_allowed;
  double min, max; /* of the first value */
  const char *expected;
} StepForm;

static const StepForm step_forms[THECAL_N_STEPS] = {
  [THECAL_STEP_REFILL] = { "refill", 1, 1, 0, 1000, "a volume from 0 to 1000 mL" },
  [THECAL_STEP_RESERVOIR] = { "reservoir", 1, 1, 0, 1000, "a volume from 0 to 1000 mL" },
  [THECAL_STEP_STALL] = { "stall" },
  [THECAL_STEP_RECOVER] = { "recover" },
  [THECAL_STEP_STOP] = { "stop" },
  [THECAL_STEP_RUN] = { "run" },
  [THECAL_STEP_MINIMUM_RATE] = { "minimum-rate" },
  [THECAL_STEP_SILENCE] = { "silence", 1, 1, 0.1, MAX_SECONDS, "seconds from 0.1 to 604800" },
  [THECAL_STEP_DROP] = { "drop" },
  [THECAL_STEP_BAD_CRC] = { "bad-crc", 0, 1, 1, 1000, "a count from 1 to 1000" },
  [THECAL_STEP_BAD_LENGTH] = { "bad-length", 0, 1, 1, 1000, "a count from 1 to 1000" },
  [THECAL_STEP_BAD_PROHIBITED] = { "bad-prohibited", 0, 1, 1, 1000, "a count from 1 to 1000" },
  [THECAL_STEP_BAD_RESERVED] = { "bad-reserved", 0, 1, 1, 1000, "a count from 1 to 1000" },
  [THECAL_STEP_REPLAY] = { "replay", 0, 1, 1, 1000, "a count from 1 to 1000" },
  [THECAL_STEP_RESET] = { "reset" },
  [THECAL_STEP_BATTERY] = { "battery", 1, 1, 0, 100, "percent from 0 to 100" },
  [THECAL_STEP_ERI] = { "eri" },
  [THECAL_STEP_EOS] = { "eos" },
  [THECAL_STEP_REPROGRAM] = { "reprogram", 1, 2, 0, 5000, "a dose from 0 to 5000 ug/day" },
  [THECAL_STEP_ANNUNCIATE] = { "annunciate", 1, 1, 1, 65535, "a type code from 0x0001 to 0xFFFF" },
  [THECAL_STEP_CONFIRM] = { "confirm" },
  [THECAL_STEP_CLEAR] = { "clear" },
  [THECAL_STEP_SPEED] = { "speed", 1, 1, 0, 10000000, "a factor from 0 to 10000000" },
  [THECAL_STEP_ADAPTER_OFF] = { "adapter-off" },
  [THECAL_STEP_ADAPTER_ON] = { "adapter-on" },
  [THECAL_STEP_BLUEZ_RESTART] = { "bluez-restart", 1, 1, 0.1, 3600, "seconds from 0.1 to 3600" },
  [THECAL_STEP_QUIT] = { "quit" },
};

/* Keys of [scenario] and [pump] that hold a number. */
typedef struct {
  const char *group, *key;
  gsize offset; /* of a double in Draft */
  double min, max;
  const char *expected;
} NumberKey;

typedef struct {
  double speed, report_every_s, interval_min;
  double reservoir_ml, capacity_ml, low_ml, concentration, dose, battery;
} Draft;

static const NumberKey number_keys[] = {
  { "scenario", "SpeedUp", G_STRUCT_OFFSET (Draft, speed), 0, 1e7, "a factor from 0 to 10000000" },
  { "scenario",
    "ReportEveryS",
    G_STRUCT_OFFSET (Draft, report_every_s),
    0.01,
    86400,
    "seconds from 0.01 to 86400" },
  { "scenario",
    "IntervalMin",
    G_STRUCT_OFFSET (Draft, interval_min),
    0,
    65535,
    "minutes from 0 to 65535" },
  { "pump",
    "ReservoirMl",
    G_STRUCT_OFFSET (Draft, reservoir_ml),
    0,
    1000,
    "a volume from 0 to 1000 mL" },
  { "pump",
    "CapacityMl",
    G_STRUCT_OFFSET (Draft, capacity_ml),
    1,
    1000,
    "a volume from 1 to 1000 mL" },
  { "pump", "LowMl", G_STRUCT_OFFSET (Draft, low_ml), 0, 1000, "a volume from 0 to 1000 mL" },
  { "pump",
    "ConcentrationUgPerMl",
    G_STRUCT_OFFSET (Draft, concentration),
    1,
    4000,
    "1 to 4000 ug/mL" },
  { "pump", "DoseUgPerDay", G_STRUCT_OFFSET (Draft, dose), 0, 5000, "0 to 5000 ug/day" },
  { "pump", "BatteryPercent", G_STRUCT_OFFSET (Draft, battery), 0, 100, "percent from 0 to 100" },
};

typedef struct {
  const char *file;
  guint line;
  char *group; /* owned, nullable */
  Draft draft;
  ThecalScenario *scenario; /* borrowed */
} Reader;

const char *
thecal_step_kind_to_string (ThecalStepKind kind)
{
  return kind < THECAL_N_STEPS ? step_forms[kind].name : NULL;
}

void
thecal_scenario_free (ThecalScenario *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_array_unref (self->steps);
  g_free (self);
}

static ThecalScenario *
scenario_new (void)
{
  ThecalScenario *self = g_new0 (ThecalScenario, 1);

  self->name = g_strdup ("Simulated pump");
  self->report_every_s = 1.0;
  thecal_pump_model_init (&self->pump);
  self->steps = g_array_new (FALSE, FALSE, sizeof (ThecalStep));
  return self;
}

ThecalScenario *
thecal_scenario_new_default (void)
{
  ThecalScenario *self = scenario_new ();

  /* 2.6 mL at 0.15 mL/day are 17.3 days: 45 s at this speed, the low mark of 2 mL after 10 s.
   * At so low a flow "empty within 72 h" comes well after "low". */
  self->pump.reservoir_ml = 2.6;
  self->pump.speed = 33000;
  return self;
}

/* Plain numbers only: no NaN, no infinity, nothing behind them. Hexadecimal where it begins with
 * 0x. */
static gboolean
read_number (const char *text, double min, double max, double *out)
{
  char *end = NULL;
  double value;

  if (g_ascii_strncasecmp (text, "0x", 2) == 0)
    value = (double) g_ascii_strtoull (text, &end, 16);
  else
    value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (value) || value < min || value > max)
    return FALSE;
  *out = value;
  return TRUE;
}

static char *
list_steps (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < THECAL_N_STEPS; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", step_forms[i].name);
  return g_string_free (names, FALSE);
}

static gboolean
read_step_values (const StepForm *form, char **words, ThecalStep *step, GError **error)
{
  guint n_values = g_strv_length (words) - 1;

  if (n_values < form->n_required || n_values > form->n_allowed) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "%s: expected %s, got %u values",
                 form->name,
                 form->n_allowed == 0 ? "no value" : form->expected,
                 n_values);
    return FALSE;
  }
  if (n_values > 0 && !read_number (words[1], form->min, form->max, &step->value)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "%s: expected %s, got \"%s\"",
                 form->name,
                 form->expected,
                 words[1]);
    return FALSE;
  }
  /* the one second value there is: a concentration */
  if (n_values > 1 && !read_number (words[2], 1, 4000, &step->value2)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "%s: expected a concentration from 1 to 4000 ug/mL, got \"%s\"",
                 form->name,
                 words[2]);
    return FALSE;
  }
  return TRUE;
}

/* Words of a line, empty ones left out. */
static char **
split_words (const char *text)
{
  g_auto (GStrv) raw = g_strsplit_set (text, " \t\r", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; raw[i] != NULL; i++)
    if (raw[i][0] != '\0')
      g_strv_builder_add (builder, raw[i]);
  return g_strv_builder_end (builder);
}

gboolean
thecal_step_parse (const char *text, ThecalStep *out_step, GError **error)
{
  g_auto (GStrv) words = split_words (text);
  ThecalStep step = { .kind = THECAL_N_STEPS, .value = NAN, .value2 = NAN };

  for (guint i = 0; words[0] != NULL && i < THECAL_N_STEPS; i++)
    if (strcmp (words[0], step_forms[i].name) == 0)
      step.kind = (ThecalStepKind) i;
  if (step.kind == THECAL_N_STEPS) {
    g_autofree char *names = list_steps ();
    g_autofree char *shown = g_utf8_make_valid (words[0] != NULL ? words[0] : "", -1);

    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "step: expected one of %s, got \"%s\"",
                 names,
                 shown);
    return FALSE;
  }
  if (!read_step_values (&step_forms[step.kind], words, &step, error))
    return FALSE;
  *out_step = step;
  return TRUE;
}

static gboolean
fail (const Reader *self, const char *field, const char *expected, const char *got, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (got, -1);

  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_DATA,
               "%s:%u: %s: expected %s, got \"%s\"",
               self->file,
               self->line,
               field,
               expected,
               shown);
  return FALSE;
}

static gboolean
read_date (const char *text, guint32 *out_day)
{
  g_autofree char *full = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date =
      strlen (text) == 10 ? g_date_time_new_from_iso8601 (full, NULL) : NULL;
  gint64 day = date == NULL ? 0 : g_date_time_to_unix (date) / 86400;

  if (day <= 0 || day > 0xFFFFFF)
    return FALSE;
  *out_day = (guint32) day;
  return TRUE;
}

static gboolean
read_bool (const char *text, bool *out)
{
  if (strcmp (text, "true") != 0 && strcmp (text, "false") != 0)
    return FALSE;
  *out = text[0] == 't';
  return TRUE;
}

static gboolean
read_choice (const char *text, const char *yes, const char *no, bool *out)
{
  if (strcmp (text, yes) != 0 && strcmp (text, no) != 0)
    return FALSE;
  *out = strcmp (text, yes) == 0;
  return TRUE;
}

/* Keys that are no number. Says in @out_known whether there is such a key. */
static gboolean
read_other_key (Reader *self,
                const char *key,
                const char *value,
                gboolean *out_known,
                GError **error)
{
  ThecalScenario *scenario = self->scenario;
  gboolean in_pump = strcmp (self->group, "pump") == 0;

  *out_known = TRUE;
  if (!in_pump && strcmp (key, "Unpaired") == 0)
    return read_bool (value, &scenario->unpaired) ||
           fail (self, key, "true or false", value, error);
  if (!in_pump && strcmp (key, "StartOn") == 0)
    return read_choice (value, "launch", "connect", &scenario->from_launch) ||
           fail (self, key, "launch or connect", value, error);
  if (in_pump && strcmp (key, "Name") == 0) {
    if (value[0] == '\0' || strlen (value) > 24 || !g_str_is_ascii (value))
      return fail (self, key, "1 to 24 ASCII characters", value, error);
    g_free (scenario->name);
    scenario->name = g_strdup (value);
    return TRUE;
  }
  if (in_pump && strcmp (key, "Therapy") == 0)
    return read_choice (value, "run", "stop", &scenario->pump.running) ||
           fail (self, key, "run or stop", value, error);
  if (in_pump && strcmp (key, "Level") == 0)
    return read_choice (value, "calculated", "measured", &scenario->pump.calculated) ||
           fail (self, key, "calculated or measured", value, error);
  if (in_pump && strcmp (key, "EriDate") == 0)
    return read_date (value, &scenario->pump.eri_day) ||
           fail (self, key, "a date like 2031-03-01", value, error);
  if (in_pump && strcmp (key, "LastRefill") == 0)
    return read_date (value, &scenario->pump.last_refill_day) ||
           fail (self, key, "a date like 2026-03-01", value, error);
  *out_known = FALSE;
  return TRUE;
}

static gboolean
read_key (Reader *self, const char *key, const char *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (number_keys); i++) {
    const NumberKey *number = &number_keys[i];

    if (strcmp (self->group, number->group) != 0 || strcmp (key, number->key) != 0)
      continue;
    return read_number (
               value, number->min, number->max, G_STRUCT_MEMBER_P (&self->draft, number->offset)) ||
           fail (self, key, number->expected, value, error);
  }

  gboolean known = FALSE;
  if (!read_other_key (self, key, value, &known, error))
    return FALSE;
  if (known)
    return TRUE;
  if (strcmp (self->group, "pump") == 0)
    return fail (self,
                 "key",
                 "Name, ReservoirMl, CapacityMl, LowMl, ConcentrationUgPerMl, DoseUgPerDay, "
                 "BatteryPercent, Therapy, Level, EriDate or LastRefill",
                 key,
                 error);
  return fail (self, "key", "SpeedUp, ReportEveryS, IntervalMin, StartOn or Unpaired", key, error);
}

static gboolean
read_step (Reader *self, const char *key, const char *value, GError **error)
{
  ThecalStep step;
  g_autoptr (GError) local_error = NULL;
  double at_s;

  if (!read_number (key, 0, MAX_SECONDS, &at_s))
    return fail (self, "time", "seconds from 0 to 604800", key, error);
  if (!thecal_step_parse (value, &step, &local_error)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "%s:%u: %s",
                 self->file,
                 self->line,
                 local_error->message);
    return FALSE;
  }
  step.at_s = at_s;
  GArray *steps = self->scenario->steps;
  if (steps->len > 0 && g_array_index (steps, ThecalStep, steps->len - 1).at_s > at_s)
    return fail (self, "time", "times that do not go back", key, error);
  g_array_append_val (steps, step);
  return TRUE;
}

static gboolean
read_line (Reader *self, char *line, GError **error)
{
  g_strstrip (line);
  if (line[0] == '\0' || line[0] == '#')
    return TRUE;

  if (line[0] == '[') {
    static const char *const groups[] = { "[scenario]", "[pump]", "[steps]", NULL };

    if (!g_strv_contains (groups, line))
      return fail (self, "group", "[scenario], [pump] or [steps]", line, error);
    g_free (self->group);
    self->group = g_strndup (line + 1, strlen (line) - 2);
    return TRUE;
  }

  char *equals = strchr (line, '=');
  if (equals == NULL)
    return fail (self, "line", "key=value or a [group]", line, error);
  if (self->group == NULL)
    return fail (self, "group", "[scenario], [pump] or [steps] before the first key", line, error);
  *equals = '\0';
  char *key = g_strstrip (line);
  char *value = g_strstrip (equals + 1);
  return strcmp (self->group, "steps") == 0 ? read_step (self, key, value, error)
                                            : read_key (self, key, value, error);
}

static void
take_draft (ThecalScenario *scenario, const Draft *draft)
{
  ThecalPumpModel *pump = &scenario->pump;

  scenario->report_every_s = draft->report_every_s;
  pump->speed = draft->speed;
  pump->interval_min = (guint16) draft->interval_min;
  pump->reservoir_ml = draft->reservoir_ml;
  pump->capacity_ml = draft->capacity_ml;
  pump->low_threshold_ml = draft->low_ml;
  pump->concentration_ug_per_ml = draft->concentration;
  pump->dose_ug_per_day = draft->dose;
  pump->battery_percent = draft->battery;
}

/* What single keys cannot say. */
static gboolean
check_draft (const Reader *self, GError **error)
{
  const Draft *draft = &self->draft;
  const char *wrong = NULL;

  if (draft->reservoir_ml > draft->capacity_ml)
    wrong = "ReservoirMl: expected at most CapacityMl";
  else if (draft->low_ml > draft->capacity_ml)
    wrong = "LowMl: expected at most CapacityMl";
  else if (draft->dose / draft->concentration > 50)
    wrong = "DoseUgPerDay: expected a flow (dose / concentration) of at most 50 mL/day";
  if (wrong == NULL)
    return TRUE;
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s:%u: %s", self->file, self->line, wrong);
  return FALSE;
}

ThecalScenario *
thecal_scenario_parse (const char *text, const char *name, GError **error)
{
  g_autoptr (ThecalScenario) scenario = scenario_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Reader reader = { .file = name,
                    .scenario = scenario,
                    .draft = { .speed = 1,
                               .report_every_s = 1,
                               .interval_min = 1,
                               .reservoir_ml = 20,
                               .capacity_ml = 20,
                               .low_ml = 2,
                               .concentration = 2000,
                               .dose = 300,
                               .battery = 80 } };
  gboolean ok = TRUE;

  for (guint i = 0; ok && lines[i] != NULL; i++) {
    reader.line = i + 1;
    ok = read_line (&reader, lines[i], error);
  }
  ok = ok && check_draft (&reader, error);
  g_free (reader.group);
  if (!ok)
    return NULL;
  take_draft (scenario, &reader.draft);
  return g_steal_pointer (&scenario);
}

ThecalScenario *
thecal_scenario_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize len = 0;
  g_autoptr (GError) local_error = NULL;

  if (!g_file_get_contents (path, &text, &len, &local_error)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path, local_error->message);
    return NULL;
  }
  if (len > MAX_SCENARIO_OCTETS || memchr (text, '\0', len) != NULL) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 "%s:1: file: expected a text file of at most %d octets",
                 path,
                 MAX_SCENARIO_OCTETS);
    return NULL;
  }
  return thecal_scenario_parse (text, path, error);
}
