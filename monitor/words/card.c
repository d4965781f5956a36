/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/card.h"

#include <glib/gi18n.h>

#include "config.h"
#include "words/card_parts.h"
#include "words/contact_words.h"

static const char *const kind_names[THECAL_N_PAPERS] = { "card", "school", "travel" };

const char *
thecal_paper_kind_to_string (ThecalPaperKind kind)
{
  return kind_names[kind];
}

bool
thecal_paper_kind_from_string (const char *text, ThecalPaperKind *out_kind)
{
  for (int kind = 0; kind < THECAL_N_PAPERS; kind++)
    if (g_str_equal (kind_names[kind], text)) {
      *out_kind = (ThecalPaperKind) kind;
      return true;
    }

  return false;
}

static void
row_free (gpointer data)
{
  ThecalScriptRow *row = data;

  g_free (row->label);
  g_free (row->value);
  g_free (row);
}

static void
part_free (gpointer data)
{
  ThecalPaperPart *part = data;

  g_free (part->title);
  g_ptr_array_unref (part->rows);
  g_free (part);
}

void
thecal_paper_free (ThecalPaper *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_ptr_array_unref (self->parts);
  g_free (self->code);
  g_free (self->foot);
  g_free (self);
}

ThecalPaperPart *
thecal_paper_add_part (ThecalPaper *paper, const char *title, gboolean is_loud)
{
  ThecalPaperPart *part = g_new0 (ThecalPaperPart, 1);

  part->title = g_strdup (title);
  part->rows = g_ptr_array_new_with_free_func (row_free);
  part->is_loud = is_loud;
  g_ptr_array_add (paper->parts, part);

  return part;
}

void
thecal_paper_part_add (ThecalPaperPart *part, const char *label, char *value)
{
  ThecalScriptRow *row = g_new (ThecalScriptRow, 1);

  row->label = g_strdup (label);
  row->value = value != NULL ? value : g_strdup (_ ("not known"));
  g_ptr_array_add (part->rows, row);
}

void
thecal_paper_part_say (ThecalPaperPart *part, const char *sentence)
{
  thecal_paper_part_add (part, "", g_strdup (sentence));
}

void
thecal_paper_part_tick (ThecalPaperPart *part, char *sentence)
{
  thecal_paper_part_add (part, THECAL_PAPER_BOX, sentence);
}

/* "Lakeside pump team: +1 202 555 0142 (Mon-Fri 08:30-17:00), press 2 for the pump nurse" */
static char *
describe_contact (const ThecalContact *contact)
{
  g_autofree char *phones = g_strjoinv (", ", contact->phones);
  GString *text = g_string_new (NULL);

  if (*contact->name != '\0' && contact->role != THECAL_ROLE_CAREGIVER)
    g_string_append_printf (text, "%s: ", contact->name);
  g_string_append (text, *phones != '\0' ? phones : _ ("(no number entered)"));
  if (contact->hours != NULL && thecal_opening_hours_is_always (contact->hours))
    g_string_append_printf (text, " (%s)", _ ("at any hour"));
  else if (contact->hours != NULL)
    g_string_append_printf (text, " (%s)", thecal_opening_hours_get_text (contact->hours));
  if (contact->note != NULL)
    g_string_append_printf (text, ", %s", contact->note);

  return g_string_free (text, FALSE);
}

void
thecal_paper_part_add_contacts (ThecalPaperPart *part,
                                const ThecalContactBook *book,
                                ThecalRole role,
                                gboolean is_needed)
{
  gboolean found = FALSE;

  for (guint i = 0; i < book->contacts->len; i++) {
    const ThecalContact *contact = g_ptr_array_index (book->contacts, i);
    const gboolean by_name = role == THECAL_ROLE_CAREGIVER && *contact->name != '\0';

    if (contact->role != role)
      continue;
    found = TRUE;
    thecal_paper_part_add (part,
                           by_name ? contact->name : thecal_contact_role_title (role),
                           describe_contact (contact));
  }
  if (!found && is_needed)
    thecal_paper_part_add (
        part, thecal_contact_role_title (role), g_strdup (_ ("(no number entered)")));
}

char *
thecal_paper_emergency (const ThecalContactBook *book)
{
  if (book->emergency_number == NULL)
    return g_strdup (_ ("Call the emergency number (none is chosen in Thecal)"));

  return g_strdup_printf (_ ("Call %s"), book->emergency_number);
}

char *
thecal_paper_tel (const ThecalContactBook *book, ThecalRole role)
{
  for (guint i = 0; i < book->contacts->len; i++) {
    const ThecalContact *contact = g_ptr_array_index (book->contacts, i);
    g_autofree char *number = contact->role == role && contact->phones[0] != NULL
                                  ? thecal_number_to_dial (contact->phones[0])
                                  : NULL;

    if (number != NULL)
      return g_strconcat ("tel:", number, NULL);
  }

  return NULL;
}

/* "26 November 2026 02:09" */
static char *
describe_now (gint64 now_wall_us)
{
  g_autofree char *day = thecal_script_date (now_wall_us);
  g_autofree char *clock = thecal_script_time (now_wall_us, now_wall_us);

  return g_strdup_printf ("%s %s", day, clock);
}

ThecalPaper *
thecal_paper_new (ThecalPaperKind kind, const ThecalPaperFacts *facts)
{
  const char *name = facts->document->patient->name;
  g_autofree char *now = describe_now (facts->now_wall_us);
  ThecalPaper *self = g_new0 (ThecalPaper, 1);

  self->kind = kind;
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->subtitle =
      g_strdup_printf (_ ("%s · as of %s"), name != NULL ? name : _ ("Name not known"), now);
  /* the disclaimer of clinical.md 6.2, on every export */
  self->foot = g_strdup_printf (
      _ ("Made by Thecal %s. Not a medical device, not approved: it may be wrong or out of date. "
         "It "
         "does not replace the pump's own alarm, the clinic's plan or the emergency number. Your "
         "clinic's instructions win."),
      THECAL_VERSION);

  switch (kind) {
  case THECAL_PAPER_CARD:
    self->title = g_strdup (_ ("Emergency card: baclofen pump"));
    thecal_paper_fill_card (self, facts);
    break;
  case THECAL_PAPER_SCHOOL:
    self->title = g_strdup (_ ("For school and day care: baclofen pump"));
    thecal_paper_fill_school (self, facts);
    break;
  case THECAL_PAPER_TRAVEL:
    self->title = g_strdup (_ ("Travel sheet: baclofen pump"));
    thecal_paper_fill_travel (self, facts);
    break;
  case THECAL_N_PAPERS:
    g_assert_not_reached ();
  }

  return self;
}

char *
thecal_paper_to_text (const ThecalPaper *self)
{
  GString *text = g_string_new (self->title);

  g_string_append_printf (text, "\n%s\n", self->subtitle);
  for (guint i = 0; i < self->parts->len; i++) {
    const ThecalPaperPart *part = g_ptr_array_index (self->parts, i);

    g_string_append_printf (text, "\n%s\n", part->title);
    for (guint j = 0; j < part->rows->len; j++) {
      const ThecalScriptRow *row = g_ptr_array_index (part->rows, j);

      if (*row->label == '\0')
        g_string_append_printf (text, "  - %s\n", row->value);
      else if (g_str_equal (row->label, THECAL_PAPER_BOX))
        g_string_append_printf (text, "  [ ] %s\n", row->value);
      else
        g_string_append_printf (text, "  %s: %s\n", row->label, row->value);
    }
  }
  g_string_append_printf (text, "\n%s\n", self->foot);

  return g_string_free (text, FALSE);
}
