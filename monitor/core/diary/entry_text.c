/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/diary/entry.h"
#include "core/diary/entry_fields.h"
#include "core/names.h"
#include "core/plan/care_plan.h"

#define HEAD "entry"
#define VALUES "values"
#define TEXT_MAX (128 * 1024) /* a whole entry: every text at its longest fits */
#define ID_MAX 64             /* octets */
#define PERSON_MAX 200        /* octets of a person, of a pump */

char *
thecal_entry_to_text (const ThecalEntry *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GDateTime) at =
      g_date_time_new_from_unix_utc (thecal_entry_get_at_us (self) / THECAL_SECOND_US);
  g_autofree char *time =
      at != NULL ? g_date_time_format (at, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
  g_autofree const char **names = thecal_entry_get_names (self);

  g_key_file_set_string (file, HEAD, "Id", thecal_entry_get_id (self));
  g_key_file_set_string (
      file, HEAD, "Kind", thecal_entry_kind_to_string (thecal_entry_get_kind (self)));
  g_key_file_set_string (file, HEAD, "At", time);
  if (*thecal_entry_get_by (self) != '\0')
    g_key_file_set_string (file, HEAD, "By", thecal_entry_get_by (self));
  if (*thecal_entry_get_pump (self) != '\0')
    g_key_file_set_string (file, HEAD, "Pump", thecal_entry_get_pump (self));
  if (thecal_entry_is_withdrawn (self))
    g_key_file_set_string (file, HEAD, "Withdrawn", "yes");
  for (gsize i = 0; names[i] != NULL; i++)
    g_key_file_set_string (file, VALUES, names[i], thecal_entry_get_text (self, names[i]));

  return g_key_file_to_data (file, NULL, NULL);
}

/* Reading. */

static void
fail (ThecalEntryFault *fault, const char *name, const char *expected)
{
  thecal_name_keep (fault->name, sizeof fault->name, name);
  thecal_name_keep (fault->expected, sizeof fault->expected, expected);
}

/* "" where absent; NULL with @fault where it is no text: GKeyFile gives what it could read beside
 * its error. (transfer full) */
static char *
get_text (GKeyFile *file, const char *group, const char *key, ThecalEntryFault *fault)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_key_file_has_key (file, group, key, NULL))
    return g_strdup ("");
  text = g_key_file_get_string (file, group, key, &error);
  if (error == NULL)
    return g_steal_pointer (&text);

  fail (fault, key, "a text, in which a backslash stands twice");
  return NULL;
}

static bool
is_id (const char *text)
{
  const gsize size = strlen (text);

  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("-_.", text[i]) == NULL)
      return false;

  return size > 0 && size <= ID_MAX;
}

static bool
is_name (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return false;

  return strlen (text) <= PERSON_MAX;
}

/* Every group and key is one that an entry has. */
static bool
check_known (GKeyFile *file, ThecalEntryFault *fault)
{
  static const char *const head[] = { "Id", "Kind", "At", "By", "Pump", "Withdrawn" };
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  g_auto (GStrv) keys = g_key_file_get_keys (file, HEAD, NULL, NULL);
  int index;

  for (gsize i = 0; groups[i] != NULL; i++)
    if (!g_str_equal (groups[i], HEAD) && !g_str_equal (groups[i], VALUES)) {
      fail (fault, groups[i], "the groups [entry] and [values] only");
      return false;
    }
  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!thecal_names_find (head, G_N_ELEMENTS (head), keys[i], &index)) {
      fail (fault, keys[i], "one of: Id, Kind, At, By, Pump, Withdrawn");
      return false;
    }

  return true;
}

/* An entry without values; NULL with @fault. */
static ThecalEntry *
read_who (GKeyFile *file, ThecalEntryFault *fault)
{
  g_autofree char *id = get_text (file, HEAD, "Id", fault);
  g_autofree char *kind_text = get_text (file, HEAD, "Kind", fault);
  g_autofree char *at = get_text (file, HEAD, "At", fault);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  ThecalEntryKind kind;
  gint64 at_us;

  if (id == NULL || kind_text == NULL || at == NULL)
    return NULL;
  if (!is_id (id))
    fail (fault, "Id", "1 to 64 letters, digits and dashes");
  else if (!thecal_entry_kind_from_string (kind_text, &kind))
    fail (fault, "Kind", "diary, refill, dose or another kind of entry");
  else if (!thecal_time_parse (at, utc, &at_us) || !thecal_instant_is_sound (at_us))
    fail (fault, "At", "a time (2026-10-01T10:00:00-05:00)");
  else
    return thecal_entry_new (kind, id, at_us);

  return NULL;
}

static bool
read_rest (ThecalEntry *entry, GKeyFile *file, ThecalEntryFault *fault)
{
  g_autofree char *by = get_text (file, HEAD, "By", fault);
  g_autofree char *pump = get_text (file, HEAD, "Pump", fault);
  g_autofree char *withdrawn = get_text (file, HEAD, "Withdrawn", fault);
  const bool is_withdrawn = g_strcmp0 (withdrawn, "yes") == 0;

  if (by == NULL || pump == NULL || withdrawn == NULL)
    return false;
  if (!is_name (by))
    fail (fault, "By", "a name of up to 200 characters");
  else if (!is_name (pump))
    fail (fault, "Pump", "the Id of a pump");
  else if (!is_withdrawn && *withdrawn != '\0' && !g_str_equal (withdrawn, "no"))
    fail (fault, "Withdrawn", "yes or no");
  else {
    thecal_entry_set_by (entry, by);
    thecal_entry_set_pump (entry, pump);
    thecal_entry_set_withdrawn (entry, is_withdrawn);
    return true;
  }

  return false;
}

static bool
read_values (ThecalEntry *entry, GKeyFile *file, ThecalEntryFault *fault)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, VALUES, NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++) {
    const char *expected = NULL;
    g_autofree char *text = get_text (file, VALUES, keys[i], fault);

    if (text == NULL)
      return false;
    if (!thecal_entry_set (entry, keys[i], text, &expected)) {
      fail (fault, keys[i], expected);
      return false;
    }
  }

  return true;
}

ThecalEntry *
thecal_entry_parse (const char *text, gsize size, ThecalEntryFault *out_fault)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (ThecalEntry) entry = NULL;

  fail (out_fault, "", "");
  if (size == 0 || size > TEXT_MAX || memchr (text, '\0', size) != NULL ||
      !g_utf8_validate (text, (gssize) size, NULL) ||
      !g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, NULL)) {
    fail (out_fault, "", "the text of an entry: [entry] and [values] with lines Name=value");
    return NULL;
  }
  if (!check_known (file, out_fault))
    return NULL;
  entry = read_who (file, out_fault);
  if (entry == NULL || !read_rest (entry, file, out_fault) || !read_values (entry, file, out_fault))
    return NULL;

  return g_steal_pointer (&entry);
}
