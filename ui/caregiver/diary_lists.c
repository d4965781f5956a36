/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/diary_lists.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/diary/medicine_gap.h"
#include "files/shelf.h"
#include "shared/day.h"
#include "shared/now.h"
#include "words/diary_words.h"

#define ASIDE_MOST 8 /* newest of each of the smaller lists */

static const char *
text_of (const ThecalEntry *entry, const char *name)
{
  const char *text = thecal_entry_get_text (entry, name);

  return text != NULL ? text : "";
}

/* "a · b", without the empty ones. */
static char *
join (const char *first, const char *second, const char *third)
{
  const char *parts[] = { first, second, third };
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (parts[i] == NULL || *parts[i] == '\0')
      continue;
    if (out->len > 0)
      g_string_append (out, " · ");
    g_string_append (out, parts[i]);
  }

  return g_string_free (out, FALSE);
}

static const char *
waits (ThecalEntryBook *book, const ThecalEntry *entry)
{
  return thecal_entry_book_is_waiting (book, thecal_entry_get_id (entry))
             ? _ ("waits for the monitor")
             : "";
}

static void
add_day (ThecalEntryList *list, ThecalEntryBook *book, const ThecalEntry *entry, GTimeZone *zone)
{
  g_autofree char *day =
      thecal_diary_date_title (thecal_entry_get_at_us (entry), thecal_now ().wall_us, zone);
  g_autofree char *sentence = thecal_diary_day_sentence (entry, FALSE);
  g_autofree char *words = join (sentence, text_of (entry, "note"), waits (book, entry));

  thecal_entry_list_add (
      list,
      &(ThecalEntryItem){ .id = thecal_entry_get_id (entry),
                          .title = day,
                          .subtitle = words,
                          .scale = thecal_entry_get_number (entry, "stiffness") });
}

gboolean
thecal_diary_lists_set_days (ThecalEntryList *list, ThecalEntryBook *book, guint most)
{
  g_autoptr (GPtrArray) entries = thecal_entry_book_get (book, THECAL_ENTRY_DIARY);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const gint64 today_us = thecal_day_get_start_us (thecal_now ().wall_us, 0, zone);
  guint n = 0;

  thecal_entry_list_begin (list);
  for (guint i = entries->len; i > 0; i--) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i - 1);

    if (thecal_entry_get_at_us (entry) < today_us && n++ < most)
      add_day (list, book, entry, zone);
  }
  thecal_entry_list_end (list);

  return n > most;
}

static void
add_question (ThecalEntryList *list, ThecalEntryBook *book, const ThecalEntry *entry)
{
  const gboolean is_done = thecal_entry_get_truth (entry, "answered") == 1;
  g_autofree char *words = join (
      is_done ? text_of (entry, "answer") : "", thecal_entry_get_by (entry), waits (book, entry));

  thecal_entry_list_add (list,
                         &(ThecalEntryItem){ .id = thecal_entry_get_id (entry),
                                             .title = text_of (entry, "question"),
                                             .subtitle = words,
                                             .scale = NAN,
                                             .is_done = is_done });
}

void
thecal_diary_lists_set_questions (ThecalEntryList *list, ThecalEntryBook *book)
{
  g_autoptr (GPtrArray) entries = thecal_entry_book_get (book, THECAL_ENTRY_QUESTION);
  guint n_done = 0;

  thecal_entry_list_begin (list);
  for (guint i = 0; i < entries->len; i++)
    if (thecal_entry_get_truth (g_ptr_array_index (entries, i), "answered") != 1)
      add_question (list, book, g_ptr_array_index (entries, i));
  for (guint i = entries->len; i > 0; i--)
    if (thecal_entry_get_truth (g_ptr_array_index (entries, i - 1), "answered") == 1 &&
        n_done++ < ASIDE_MOST)
      add_question (list, book, g_ptr_array_index (entries, i - 1));
  thecal_entry_list_end (list);
}

static char *
format_when (const ThecalEntry *entry, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (thecal_entry_get_at_us (entry) / THECAL_SECOND_US);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%a %-e %b, %H:%M") : g_strdup ("");
}

/* What is still to wait stands with the newest of each medicine. */
static char *
get_gap (const GPtrArray *entries, const ThecalEntry *entry, double gap_h, GTimeZone *zone)
{
  const char *medicine = text_of (entry, "medicine");
  const gint64 end_us = thecal_medicine_gap_get_end_us (entries, medicine, gap_h);
  const gint64 own_us = thecal_entry_get_at_us (entry) + (gint64) (gap_h * (double) THECAL_HOUR_US);

  if (own_us != end_us || thecal_entry_get_truth (entry, "as_needed") != 1)
    return g_strdup ("");

  return thecal_diary_gap_sentence (medicine, gap_h, end_us, thecal_now ().wall_us, zone);
}

void
thecal_diary_lists_set_medicines (ThecalEntryList *list,
                                  ThecalEntryBook *book,
                                  ThecalPlanWatch *plan)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (plan);
  g_autoptr (GPtrArray) entries = thecal_entry_book_get (book, THECAL_ENTRY_MEDICINE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  guint n = 0;

  thecal_entry_list_begin (list);
  for (guint i = entries->len; i > 0 && n < ASIDE_MOST; i--, n++) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i - 1);
    const char *medicine = text_of (entry, "medicine"), *amount = text_of (entry, "amount");
    const double gap_h = load != NULL
                             ? thecal_medicine_gap_find_h (load->document->regimen, medicine)
                             : THECAL_MEDICINE_GAP_H;
    g_autofree char *title =
        *amount != '\0' ? g_strdup_printf ("%s, %s", medicine, amount) : g_strdup (medicine);
    g_autofree char *when = format_when (entry, zone);
    g_autofree char *gap = get_gap (entries, entry, gap_h, zone);
    g_autofree char *words =
        join (when, *gap != '\0' ? gap : thecal_entry_get_by (entry), waits (book, entry));

    thecal_entry_list_add (
        list,
        &(ThecalEntryItem){
            .id = thecal_entry_get_id (entry), .title = title, .subtitle = words, .scale = NAN });
  }
  thecal_entry_list_end (list);
}

void
thecal_diary_lists_set_wounds (ThecalEntryList *list, ThecalEntryBook *book, ThecalPlanWatch *plan)
{
  g_autoptr (GPtrArray) entries = thecal_entry_book_get (book, THECAL_ENTRY_WOUND);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  guint n = 0;

  thecal_entry_list_begin (list);
  for (guint i = entries->len; i > 0 && n < ASIDE_MOST; i--, n++) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i - 1);
    g_autofree char *title = thecal_diary_wound_sentence (entry);
    g_autofree char *when = format_when (entry, zone);
    g_autofree char *words = join (when, text_of (entry, "note"), waits (book, entry));
    g_autofree char *photo =
        thecal_shelf_get_path (thecal_plan_watch_get_state_dir (plan), text_of (entry, "photo"));

    thecal_entry_list_add (list,
                           &(ThecalEntryItem){ .id = thecal_entry_get_id (entry),
                                               .title = title,
                                               .subtitle = words,
                                               .picture = photo,
                                               .scale = NAN });
  }
  thecal_entry_list_end (list);
}
