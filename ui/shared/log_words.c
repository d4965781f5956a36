/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/log_words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/effect.h"
#include "shared/format.h"

#define BETWEEN ": " /* a reason and what belongs to it */
#define STEP "step"
#define DRILL "drill: "
#define SHOWN_BEFORE "screen "
#define SHOWN_AFTER " shows it"

static gboolean
is (const char *value, const char *text)
{
  return g_strcmp0 (value, text) == 0;
}

const char *
thecal_log_title (const char *condition)
{
  ThecalConditionId id;

  return thecal_condition_from_string (condition, &id) ? _ (thecal_condition_get_row (id)->title)
                                                       : condition;
}

gboolean
thecal_log_is_drill (const char *condition)
{
  return is (condition, "drill");
}

char *
thecal_drill_title (const char *title)
{
  return is (title, "") || g_ascii_strcasecmp (title, "drill") == 0 || is (title, _ ("DRILL"))
             ? g_strdup (_ ("DRILL"))
             : g_strdup_printf (_ ("DRILL · %s"), title);
}

/* A reason of the core that no row below has words for. */
static gboolean
is_log_reason (const char *detail)
{
  for (int reason = THECAL_LOG_NONE + 1; reason < THECAL_N_LOG_REASONS; reason++)
    if (is (thecal_log_reason_to_string ((ThecalLogReason) reason), detail))
      return TRUE;

  return FALSE;
}

static const char *
action_words (const char *action)
{
  static const struct {
    const char *action, *words;
  } rows[] = {
    { "louder", N_ ("louder") },
    { "loudest", N_ ("as loud as it gets") },
    { "speech", N_ ("spoken aloud") },
    { "full-screen", N_ ("fills the screen") },
    { "all-screens", N_ ("on every screen") },
    { "on-duty", N_ ("whoever is on duty is called") },
    { "backup", N_ ("the backup is called") },
    { "everyone", N_ ("everyone is called") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is (rows[i].action, action))
      return _ (rows[i].words);

  return action;
}

/* "step 3 loudest speech": the number only where the step does nothing that has a word. */
static char *
escalation_words (const char *detail)
{
  g_auto (GStrv) actions = g_strsplit_set (detail, ", ", -1);
  const gboolean numbered = is (actions[0], STEP) && actions[1] != NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  for (char **action = actions + (numbered ? 2 : 0); *action != NULL; action++)
    if (**action != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", action_words (*action));
  if (words->len > 0)
    return g_strdup_printf (_ ("nobody answered: %s"), words->str);
  if (numbered)
    return g_strdup_printf (_ ("nobody answered: step %s"), actions[1]);

  return g_strdup (_ ("nobody answered"));
}

/* "2026-11-25T14:20:00Z" as "14:20"; what is no time stays as it is. */
static char *
local_time (const char *text, GDateTime *now)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  return time != NULL ? thecal_format_time (now, g_date_time_to_unix (time) * 1000)
                      : g_strdup (text);
}

typedef struct {
  const char *reason;
  const char *words; /* without more */
  const char *more;  /* with more; NULL: more is left out */
  ThecalLogMark mark;
} Reason;

static const Reason reasons[] = {
  { "acknowledged", N_ ("somebody is on it"), N_ ("%s is on it"), THECAL_LOG_MARK_PERSON },
  { "acknowledge-ended", N_ ("asks again: it still stands"), NULL, THECAL_LOG_MARK_NONE },
  { "declined",
    N_ ("not on it after all: it sounds again"),
    N_ ("%s is not on it after all: it sounds again"),
    THECAL_LOG_MARK_PERSON },
  { "resolved",
    N_ ("somebody says that it is dealt with"),
    N_ ("%s says that it is dealt with"),
    THECAL_LOG_MARK_PERSON },
  { "paused", N_ ("sound paused"), N_ ("sound paused until %s"), THECAL_LOG_MARK_PERSON },
  { "pause-ended", N_ ("sound on again"), NULL, THECAL_LOG_MARK_NONE },
  { "pause-refused", N_ ("a pause was refused"), NULL, THECAL_LOG_MARK_NONE },
  { "unknown", N_ ("cannot be seen now"), NULL, THECAL_LOG_MARK_NONE },
  { "seen", N_ ("can be seen again"), NULL, THECAL_LOG_MARK_NONE },
  { "latched", N_ ("ended, nobody acknowledged"), NULL, THECAL_LOG_MARK_NONE },
  { "reset", N_ ("seen after its end"), NULL, THECAL_LOG_MARK_PERSON },
  { "rejected", N_ ("a report was not trusted"), N_ ("not taken: %s"), THECAL_LOG_MARK_NONE },
  /* What was found is the monitor's own word, "heard on alsa_output…". */
  { "sounded", N_ ("it sounded"), "%s", THECAL_LOG_MARK_HEARD },
  { "not-sounded", N_ ("did NOT sound"), N_ ("did NOT sound: %s"), THECAL_LOG_MARK_NOT_HEARD },
  { "spoken", N_ ("it was spoken"), N_ ("spoken, %s"), THECAL_LOG_MARK_HEARD },
  { "not-spoken", N_ ("was NOT spoken"), N_ ("was NOT spoken: %s"), THECAL_LOG_MARK_NOT_HEARD },
  { "quiet-hours", N_ ("shown, and held until the quiet hours end"), NULL, THECAL_LOG_MARK_NONE },
};

/* @reason need not end where its word does. */
static const Reason *
find_reason (const char *reason, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strlen (reasons[i].reason) == length && strncmp (reasons[i].reason, reason, length) == 0)
      return &reasons[i];

  return NULL;
}

static char *
reason_words (const Reason *reason, const char *more, GDateTime *now, ThecalLogMark *out_mark)
{
  g_autofree char *text = local_time (more, now);

  *out_mark = reason->mark;
  /* Played where nothing can be heard back: no proof. */
  if (reason->mark == THECAL_LOG_MARK_HEARD && !g_str_has_prefix (more, "heard"))
    *out_mark = THECAL_LOG_MARK_NONE;
  if (*more == '\0' || reason->more == NULL)
    return g_strdup (_ (reason->words));

  return g_strdup_printf (_ (reason->more), text);
}

/* "speech did not work: no voice"; nothing found leaves nothing after the colon. */
static char *
drill_words (const char *text, ThecalLogMark *out_mark)
{
  const gsize length =
      g_str_has_suffix (text, BETWEEN) ? strlen (text) - strlen (BETWEEN) : strlen (text);

  if (strstr (text, " did not work") != NULL)
    *out_mark = THECAL_LOG_MARK_NOT_HEARD;

  return g_strndup (text, length);
}

static char *
log_words (const char *detail, GDateTime *now, ThecalLogMark *out_mark)
{
  const char *colon = strstr (detail, BETWEEN);
  const Reason *reason =
      find_reason (detail, colon != NULL ? (gsize) (colon - detail) : strlen (detail));

  if (reason != NULL)
    return reason_words (reason, colon != NULL ? colon + strlen (BETWEEN) : "", now, out_mark);
  if (g_str_has_prefix (detail, SHOWN_BEFORE) && g_str_has_suffix (detail, SHOWN_AFTER)) {
    g_autofree char *screen = g_strndup (
        detail + strlen (SHOWN_BEFORE),
        strlen (detail) - MIN (strlen (detail), strlen (SHOWN_BEFORE) + strlen (SHOWN_AFTER)));

    return g_strdup_printf (_ ("shown on the screen: %s"), screen);
  }
  if (g_str_has_prefix (detail, DRILL))
    return drill_words (detail + strlen (DRILL), out_mark);
  if (is_log_reason (detail))
    return NULL;
  *out_mark = THECAL_LOG_MARK_PERSON;

  return *detail != '\0' ? g_strdup_printf (_ ("%s is on it"), detail)
                         : g_strdup (_ ("somebody is on it"));
}

char *
thecal_log_words (const char *effect, const char *detail, GDateTime *now, ThecalLogMark *out_mark)
{
  *out_mark = THECAL_LOG_MARK_NONE;
  if (is (effect, "raise"))
    return g_strdup (_ ("began"));
  if (is (effect, "withdraw"))
    return g_strdup (_ ("ended"));
  if (is (effect, "change"))
    return g_strdup (_ ("became more or less urgent"));
  if (is (effect, "escalate"))
    return escalation_words (detail);
  if (is (effect, "notify") && is (detail, "still-on-it"))
    return g_strdup (_ ("asked whether somebody is still on it"));
  if (is (effect, "log"))
    return log_words (detail, now, out_mark);

  return NULL;
}
