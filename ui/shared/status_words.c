/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/status_words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "shared/format.h"

/* The quiet proof is made daily: one may be missed with a reason, two may not. */
#define PROOF_OLD_S (2 * 24 * 60 * 60)

/* How the monitor's report marks a channel whose turn had not come. */
#define NOT_REACHED "not reached"

static gboolean
is (const char *value, const char *text)
{
  return g_strcmp0 (value, text) == 0;
}

static char *
with_capital (const char *text)
{
  char first[7] = { 0 };

  if (*text == '\0')
    return g_strdup ("");
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text)), first);

  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

char *
thecal_channel_words (const char *channel)
{
  if (g_str_has_prefix (channel, "screen "))
    return g_strdup_printf (_ ("Screen: %s"), channel + strlen ("screen "));
  if (g_str_has_prefix (channel, "person "))
    return g_strdup (channel + strlen ("person "));

  return with_capital (thecal_format_channel (channel));
}

char *
thecal_channel_result_words (gboolean passed, const char *detail, gint64 at_ms, GDateTime *now)
{
  g_autofree char *age = thecal_format_age (g_date_time_to_unix (now) - at_ms / 1000);
  const char *between = *detail != '\0' ? ": " : "";

  return g_strdup_printf (
      passed ? _ ("answered %s%s%s") : _ ("FAILED %s%s%s"), age, between, detail);
}

gboolean
thecal_sound_proof_is_old (gint64 proof_ms, GDateTime *now)
{
  return proof_ms <= 0 || g_date_time_to_unix (now) - proof_ms / 1000 > PROOF_OLD_S;
}

char *
thecal_sound_proof_words (gint64 proof_ms, GDateTime *now)
{
  g_autofree char *time = NULL;
  g_autofree char *age = NULL;

  if (proof_ms <= 0)
    return g_strdup (_ ("Never: it is not known whether an alarm can be heard here."));
  time = thecal_format_time (now, proof_ms);
  age = thecal_format_age (g_date_time_to_unix (now) - proof_ms / 1000);
  if (thecal_sound_proof_is_old (proof_ms, now))
    return g_strdup_printf (_ ("%s, %s: too long ago. Test now."), time, age);

  return g_strdup_printf ("%s, %s", time, age);
}

ThecalDrillResult
thecal_drill_result (gboolean worked, const char *found)
{
  if (worked)
    return THECAL_DRILL_WORKED;

  return g_str_has_prefix (found, NOT_REACHED) ? THECAL_DRILL_NOT_REACHED : THECAL_DRILL_FAILED;
}

char *
thecal_drill_result_words (gboolean worked, const char *found)
{
  const char *words = worked ? _ ("worked") : _ ("did NOT work");

  if (thecal_drill_result (worked, found) != THECAL_DRILL_NOT_REACHED)
    return g_strconcat (words, *found != '\0' ? ": " : "", found, NULL);

  return g_strconcat (_ ("not reached"), found + strlen (NOT_REACHED), NULL);
}

static guint
count_results (GVariant *report, ThecalDrillResult result)
{
  guint n = 0;

  for (gsize i = 0; report != NULL && i < g_variant_n_children (report); i++) {
    gboolean worked;
    const char *found;

    g_variant_get_child (report, i, "(&sb&s)", NULL, &worked, &found);
    n += thecal_drill_result (worked, found) == result ? 1 : 0;
  }

  return n;
}

guint
thecal_drill_count_failed (GVariant *report)
{
  return count_results (report, THECAL_DRILL_FAILED);
}

gboolean
thecal_drill_is_warning (const char *state, GVariant *report)
{
  if (is (state, "running"))
    return FALSE;

  return !is (state, "done") || report == NULL || g_variant_n_children (report) == 0 ||
         thecal_drill_count_failed (report) > 0;
}

char *
thecal_drill_words (const char *state, gint64 drill_ms, GVariant *report, GDateTime *now)
{
  const guint n_channels = report != NULL ? (guint) g_variant_n_children (report) : 0;
  const guint n_failed = thecal_drill_count_failed (report);
  const guint n_unreached = count_results (report, THECAL_DRILL_NOT_REACHED);
  g_autofree char *time = thecal_format_time (now, drill_ms);

  if (is (state, "running"))
    return g_strdup (_ ("A drill runs now. Somebody has to acknowledge it."));
  if (drill_ms <= 0 || is (state, "never"))
    return g_strdup (_ ("Never done."));
  if (is (state, "broken-off"))
    return g_strdup_printf (_ ("Last drill: %s, broken off. Do it again."), time);
  if (n_channels == 0)
    return g_strdup_printf (_ ("Last drill: %s, nothing was found out."), time);
  if (n_failed == 0 && n_unreached > 0)
    return g_strdup_printf (_ ("Last drill: %s, %u of %u channels worked, the others were not "
                               "reached before it was answered."),
                            time,
                            n_channels - n_unreached,
                            n_channels);
  if (n_failed == 0)
    return g_strdup_printf (ngettext ("Last drill: %s, its %u channel worked.",
                                      "Last drill: %s, all %u channels worked.",
                                      n_channels),
                            time,
                            n_channels);

  return g_strdup_printf (ngettext ("Last drill: %s, %u of %u channels did not work.",
                                    "Last drill: %s, %u of %u channels did not work.",
                                    n_failed),
                          time,
                          n_failed,
                          n_channels);
}

char *
thecal_log_check_words (guint64 n_checked, guint64 first_bad)
{
  g_autofree char *number =
      g_strdup_printf ("%" G_GUINT64_FORMAT, first_bad != 0 ? first_bad : n_checked);

  if (first_bad != 0)
    return g_strdup_printf (_ ("The log was changed: record %s does not fit the one before it."),
                            number);

  return g_strdup_printf (_ ("%s records checked, every one fits."), number);
}

char *
thecal_status_words (guint n_warnings)
{
  if (n_warnings == 0)
    return g_strdup (_ ("Every test that was made was passed."));

  return g_strdup_printf (ngettext ("%u point needs you.", "%u points need you.", n_warnings),
                          n_warnings);
}
