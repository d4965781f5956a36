/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/diary_words.h"

#include <glib/gi18n.h>
#include <math.h>

/* What is asked. Domains as in 004-01 and 000-09; the labels of the Penn scale are our own. */

static const struct {
  const char *name, *title, *help;
} fields[] = {
  { "stiffness",
    N_ ("Stiffness"),
    N_ ("0 is none, 10 the worst you know. Think of the last 24 hours.") },
  { "spasms", N_ ("Spasms counted"), N_ ("Muscle jerks or stiffening while awake and aware.") },
  { "spasms_per", N_ ("Spasms in"), NULL },
  { "penn_frequency",
    N_ ("How often spasms came"),
    N_ ("Penn spasm scale, part 1 (Penn 1989, NINDS), in our own words.") },
  { "penn_severity",
    N_ ("How strong spasms were"),
    N_ ("Penn spasm scale, part 2. Asked only if there were spasms.") },
  { "pain", N_ ("Pain"), N_ ("0 is none, 10 the worst you know.") },
  { "sleep", N_ ("Sleep"), N_ ("0 is no sleep, 10 the best night you know.") },
  { "sleep_h", N_ ("Hours of sleep"), NULL },
  { "tiredness", N_ ("Tiredness"), N_ ("0 is wide awake, 10 is worn out.") },
  { "temperature", N_ ("Temperature"), N_ ("As the thermometer shows it.") },
  { "temperature_unit", N_ ("Temperature in"), NULL },
  { "pulse", N_ ("Pulse"), N_ ("Beats in a minute.") },
  { "systolic", N_ ("Blood pressure, upper"), NULL },
  { "diastolic", N_ ("Blood pressure, lower"), NULL },
  { "breaths", N_ ("Breaths"), N_ ("In a minute, counted at rest.") },
  { "dizzy", N_ ("Dizzy"), NULL },
  { "sleepy", N_ ("Sleepy"), NULL },
  { "weak", N_ ("Weak"), NULL },
  { "headache", N_ ("Headache"), NULL },
  { "nausea", N_ ("Nausea"), NULL },
  { "bowel_trouble", N_ ("Bowel trouble"), NULL },
  { "bladder_trouble", N_ ("Bladder trouble"), NULL },
  { "bowel_movement", N_ ("Bowel movement today?"), NULL },
  { "sitting", N_ ("Sitting"), NULL },
  { "transfers", N_ ("Moving between bed, chair, car"), NULL },
  { "toilet", N_ ("Using the toilet"), NULL },
  { "cleaning", N_ ("Washing"), NULL },
  { "walking", N_ ("Walking"), NULL },
  { "therapy", N_ ("Therapy"), NULL },
  { "comfort", N_ ("Getting comfortable"), NULL },
  { "range", N_ ("Moving the joints"), NULL },
  { "transfers_harder",
    N_ ("Standing or moving over harder since the last dose change?"),
    N_ ("Less stiffness can take away support. Your team wants to know.") },
  { "medicines", N_ ("Medicines taken"), NULL },
  { "tablets_taken", N_ ("Rescue tablets taken?"), NULL },
  { "note", N_ ("Note"), NULL },
  { "site", N_ ("Where"), NULL },
  { "redness", N_ ("Redness"), NULL },
  { "drainage", N_ ("Fluid from the wound"), N_ ("Any fluid, pus or wet dressing.") },
  { "swelling", N_ ("Swelling"), N_ ("Some round the pump is expected at first.") },
  { "healed", N_ ("Healed?"), N_ ("Dry, closed, no scab left.") },
  { "photo", N_ ("Photo"), N_ ("Kept on this computer only, without place and time.") },
  { "medicine", N_ ("Medicine"), NULL },
  { "amount", N_ ("Amount"), N_ ("As your team has told you. Thecal suggests none.") },
  { "as_needed",
    N_ ("Only when needed?"),
    N_ ("Then Thecal says until when to wait before the next one.") },
  { "question", N_ ("Question"), NULL },
  { "answered", N_ ("Answered?"), NULL },
  { "answer", N_ ("Answer"), NULL },
};

static const struct {
  const char *name, *choice, *title;
} choices[] = {
  { "penn_frequency", "0", N_ ("None") },
  { "penn_frequency", "1", N_ ("Mild, only when something sets them off") },
  { "penn_frequency", "2", N_ ("Full spasms, less than one an hour") },
  { "penn_frequency", "3", N_ ("One an hour or more") },
  { "penn_frequency", "4", N_ ("More than ten an hour") },
  { "penn_severity", "1", N_ ("Mild") },
  { "penn_severity", "2", N_ ("Moderate") },
  { "penn_severity", "3", N_ ("Severe") },
  { "spasms_per", "hour", N_ ("an hour") },
  { "spasms_per", "day", N_ ("a day") },
  { "temperature_unit", "c", "°C" },
  { "temperature_unit", "f", "°F" },
  { "site", "belly", N_ ("Belly, over the pump") },
  { "site", "back", N_ ("Back") },
  { "", "none", N_ ("None") },
  { "", "fading", N_ ("Fading") },
  { "", "same", N_ ("The same") },
  { "", "growing", N_ ("Growing") },
  { "", "yes", N_ ("Yes") },
  { "", "no", N_ ("No") },
};

const char *
thecal_diary_field_title (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return _ (fields[i].title);

  return name;
}

const char *
thecal_diary_field_help (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name) && fields[i].help != NULL)
      return _ (fields[i].help);

  return NULL;
}

const char *
thecal_diary_choice_title (const char *name, const char *choice)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].choice, choice) &&
        (*choices[i].name == '\0' || g_str_equal (choices[i].name, name)))
      return _ (choices[i].title);

  return choice;
}

/* What was answered. */

static void
add (GString *out, const char *words)
{
  if (*words == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, ", ");
  g_string_append (out, words);
}

/* As it was typed: "6", "37.5". */
static void
add_value (GString *out, const ThecalEntry *entry, const char *name, const char *format)
{
  const char *value = thecal_entry_get_text (entry, name);
  g_autofree char *words = NULL;

  if (value == NULL)
    return;
  words = g_strdup_printf (format, value); /* of _() below, with one %s */
  add (out, words);
}

/* A count says more than the scale that was made of it. */
static void
add_spasms (GString *out, const ThecalEntry *entry)
{
  const char *count = thecal_entry_get_text (entry, "spasms");
  const char *per = thecal_entry_get_text (entry, "spasms_per");
  const char *frequency = thecal_entry_get_text (entry, "penn_frequency");
  const char *severity = thecal_entry_get_text (entry, "penn_severity");
  g_autofree char *words = NULL;
  g_autofree char *strength = NULL;

  if (count != NULL && per != NULL)
    words = g_strdup_printf (
        g_str_equal (per, "hour") ? _ ("spasms an hour: %s") : _ ("spasms a day: %s"), count);
  else if (frequency != NULL)
    words =
        g_strdup_printf (_ ("spasms: %s"), thecal_diary_choice_title ("penn_frequency", frequency));
  if (words == NULL)
    return;
  if (severity != NULL)
    strength =
        g_strdup_printf ("%s (%s)", words, thecal_diary_choice_title ("penn_severity", severity));
  add (out, strength != NULL ? strength : words);
}

static void
add_temperature (GString *out, const ThecalEntry *entry)
{
  const char *value = thecal_entry_get_text (entry, "temperature");
  const char *unit = thecal_entry_get_text (entry, "temperature_unit");
  g_autofree char *words = NULL;

  if (value == NULL || unit == NULL)
    return;
  words = g_strdup_printf ("%s %s", value, thecal_diary_choice_title ("temperature_unit", unit));
  add (out, words);
}

static void
add_truth (GString *out,
           const ThecalEntry *entry,
           const char *name,
           const char *yes,
           const char *no)
{
  const int truth = thecal_entry_get_truth (entry, name);

  if (truth >= 0)
    add (out, truth ? yes : no);
}

char *
thecal_diary_side_effects (const ThecalEntry *entry)
{
  GString *out = g_string_new (NULL);

  add_truth (out, entry, "dizzy", _ ("dizzy"), "");
  add_truth (out, entry, "sleepy", _ ("sleepy"), "");
  add_truth (out, entry, "weak", _ ("weak"), "");
  add_truth (out, entry, "headache", _ ("headache"), "");
  add_truth (out, entry, "nausea", _ ("nausea"), "");
  add_truth (out, entry, "bowel_trouble", _ ("bowel trouble"), "");
  add_truth (out, entry, "bladder_trouble", _ ("bladder trouble"), "");

  return g_string_free (out, FALSE);
}

/* A sentence begins with a capital, whatever it begins with. */
static char *
begin_large (GString *out)
{
  g_autofree char *text = g_string_free (out, FALSE);
  g_autofree char *first = NULL;

  if (*text == '\0')
    return g_steal_pointer (&text);
  first = g_utf8_strup (text, g_utf8_next_char (text) - text);

  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

char *
thecal_diary_day_sentence (const ThecalEntry *entry, gboolean with_stiffness)
{
  GString *out = g_string_new (NULL);
  g_autofree char *effects = thecal_diary_side_effects (entry);

  if (with_stiffness)
    add_value (out, entry, "stiffness", _ ("stiffness %s"));
  add_spasms (out, entry);
  add_value (out, entry, "pain", _ ("pain %s"));
  add_value (out, entry, "sleep_h", _ ("slept %s h"));
  add_value (out, entry, "sleep", _ ("sleep %s of 10"));
  add_value (out, entry, "tiredness", _ ("tiredness %s"));
  add_temperature (out, entry);
  add (out, effects);
  add_truth (out, entry, "bowel_movement", _ ("bowel movement"), _ ("no bowel movement"));
  add_truth (out, entry, "transfers_harder", _ ("standing or moving over got harder"), "");
  add_truth (out, entry, "tablets_taken", _ ("rescue tablets taken"), "");

  return begin_large (out);
}

static void
add_sign (GString *out, const ThecalEntry *entry, const char *name, const char *none)
{
  const char *choice = thecal_entry_get_text (entry, name);
  g_autofree char *title = g_utf8_strdown (thecal_diary_field_title (name), -1);
  g_autofree char *how = NULL;
  g_autofree char *words = NULL;

  if (choice == NULL)
    return;
  if (g_str_equal (choice, "none")) {
    add (out, none);
    return;
  }
  how = g_utf8_strdown (thecal_diary_choice_title (name, choice), -1);
  words = g_strdup_printf ("%s %s", title, how);
  add (out, words);
}

char *
thecal_diary_wound_sentence (const ThecalEntry *entry)
{
  const char *site = thecal_entry_get_text (entry, "site");
  GString *out = g_string_new (NULL);
  g_autofree char *signs = NULL;

  add_sign (out, entry, "redness", _ ("no redness"));
  add_sign (out, entry, "drainage", _ ("no fluid"));
  add_sign (out, entry, "swelling", _ ("no swelling"));
  add_truth (out, entry, "healed", _ ("healed"), _ ("not healed yet"));
  signs = g_string_free (out, FALSE);
  if (site == NULL)
    return g_steal_pointer (&signs);
  if (*signs == '\0')
    return g_strdup (thecal_diary_choice_title ("site", site));

  return g_strdup_printf ("%s: %s", thecal_diary_choice_title ("site", site), signs);
}

/* "6.3", "4" */
static char *
format_mean (double value)
{
  const double tenths = round (value * 10.0) / 10.0;

  return g_strdup_printf (tenths == floor (tenths) ? "%.0f" : "%.1f", tenths);
}

char *
thecal_diary_trend_sentence (const ThecalTrend *trend)
{
  g_autofree char *mean = NULL;
  g_autofree char *median = NULL;
  g_autofree char *words = NULL;

  if (isnan (trend->mean_3_days) || isnan (trend->median_14_days))
    return g_strdup ("");
  mean = format_mean (trend->mean_3_days);
  median = format_mean (trend->median_14_days);
  words = g_strdup_printf (
      _ ("Stiffness: mean of 3 days %s, median of the 14 days before %s."), mean, median);
  if (!trend->is_judged)
    return g_strdup_printf (
        _ ("%s A trend needs 7 earlier days, there are %u."), words, trend->n_before);
  if (trend->is_rising)
    return g_strdup_printf (_ ("%s It is going up. Tell your team."), words);

  return g_steal_pointer (&words);
}

static const char *
lead_words (ThecalLead lead)
{
  switch (lead) {
  case THECAL_LEAD_FEVER:
    return _ ("temperature at the limit for fever");
  case THECAL_LEAD_HEADACHE:
    return _ ("fever with headache");
  case THECAL_LEAD_COLD:
    return _ ("unusually cold");
  case THECAL_LEAD_BREATHS:
    return _ ("breathing slower than the clinic's limit");
  case THECAL_LEAD_DROWSY:
    return _ ("sleepy or weak");
  case THECAL_LEAD_DIZZY:
    return _ ("dizzy");
  case THECAL_LEAD_BLADDER:
    return _ ("bladder trouble with weakness");
  case THECAL_LEAD_HARDER:
    return _ ("standing or moving over got harder");
  case THECAL_LEAD_TABLETS:
    return _ ("rescue tablets were taken");
  case THECAL_LEAD_REDNESS:
    return _ ("redness that does not fade");
  case THECAL_LEAD_DRAINAGE:
    return _ ("fluid from the wound");
  case THECAL_LEAD_SWELLING:
    return _ ("swelling that grows");
  case THECAL_N_LEADS:
    break;
  }

  return "";
}

char *
thecal_diary_lead_sentence (const ThecalEntryLead *lead)
{
  GString *out = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < THECAL_N_LEADS; i++)
    if ((lead->leads & 1u << i) != 0)
      add (out, lead_words ((ThecalLead) i));
  words = begin_large (out);
  if (*words == '\0')
    return g_steal_pointer (&words);
  if (lead->call_team)
    return g_strdup_printf (_ ("%s. Answer the questions now, and call your team."), words);

  return g_strdup_printf (_ ("%s. Answer the questions now: they say what to do."), words);
}

/* Times. */

static GDateTime *
local_time (gint64 at_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

static int
days_between (GDateTime *from, GDateTime *to)
{
  g_autoptr (GDate) first = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (from),
                                            (GDateMonth) g_date_time_get_month (from),
                                            (GDateYear) g_date_time_get_year (from));
  g_autoptr (GDate) second = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (to),
                                             (GDateMonth) g_date_time_get_month (to),
                                             (GDateYear) g_date_time_get_year (to));

  return g_date_days_between (first, second);
}

char *
thecal_diary_gap_sentence (const char *medicine,
                           double gap_h,
                           gint64 end_us,
                           gint64 now_us,
                           GTimeZone *zone)
{
  g_autoptr (GDateTime) end = end_us != THECAL_UNKNOWN_US ? local_time (end_us, zone) : NULL;
  g_autoptr (GDateTime) now = local_time (now_us, zone);
  g_autofree char *time = NULL;
  g_autofree char *gap = format_mean (gap_h);

  if (end == NULL || now == NULL || end_us <= now_us)
    return g_strdup ("");
  time = g_date_time_format (end, days_between (now, end) == 0 ? "%H:%M" : "%a %H:%M");

  return g_strdup_printf (_ ("%s: not again before %s (gap of %s h)."), medicine, time, gap);
}

char *
thecal_diary_date_title (gint64 at_us, gint64 now_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) at = local_time (at_us, zone);
  g_autoptr (GDateTime) now = local_time (now_us, zone);
  g_autofree char *date = NULL;

  if (at == NULL || now == NULL)
    return g_strdup ("—");
  date = g_date_time_format (
      at, g_date_time_get_year (at) == g_date_time_get_year (now) ? "%A %-e %B" : "%A %-e %B %Y");
  switch (days_between (at, now)) {
  case 0:
    return g_strdup_printf (_ ("Today, %s"), date);
  case 1:
    return g_strdup_printf (_ ("Yesterday, %s"), date);
  default:
    return g_steal_pointer (&date);
  }
}
