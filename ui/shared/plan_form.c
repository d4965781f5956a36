/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/plan_form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/plan/plan_review.h"
#include "files/plan_edit.h"
#include "shared/setup_words.h"
#include "words/clock_words.h"

static void
note_free (gpointer data)
{
  ThecalPlanNote *self = data;

  g_free (self->words);
  g_free (self);
}

static void
add_note (GPtrArray *notes, int field, const char *words)
{
  ThecalPlanNote *note = g_new0 (ThecalPlanNote, 1);

  note->field = field;
  note->words = g_strdup (words);
  g_ptr_array_add (notes, note);
}

/* "" with a note where it is not as expected. (transfer full) */
static char *
read_value (const ThecalPlanField *field, const char *typed, GTimeZone *zone, ThecalTyped *out_read)
{
  g_autofree char *stripped = g_strstrip (g_strdup (typed));
  char *value = NULL;

  *out_read = THECAL_TYPED_READ;
  if (*stripped == '\0')
    return g_steal_pointer (&stripped);
  switch (field->kind) {
  case THECAL_PLAN_TEXT:
  case THECAL_PLAN_CHOICE:
    return g_steal_pointer (&stripped);
  case THECAL_PLAN_NUMBER:
    *out_read = thecal_typed_number (stripped, field->unit, &value);
    break;
  case THECAL_PLAN_DATE:
    *out_read = thecal_typed_date (stripped, &value);
    break;
  case THECAL_PLAN_MOMENT:
    *out_read = thecal_typed_moment (stripped, zone, &value);
    break;
  }

  return value != NULL ? value : g_strdup ("");
}

static void
add_odd_hour (GPtrArray *notes, int field, const char *typed, GTimeZone *zone)
{
  const ThecalClockTime clock = thecal_typed_clock (typed, zone);
  g_autofree char *words = thecal_clock_time_words (&clock);

  add_note (notes, field, words);
}

static void
read_values (ThecalPlanForm *self,
             const ThecalPlanField *fields,
             gsize n_fields,
             const char *const *typed,
             GTimeZone *zone)
{
  self->values = g_new0 (char *, n_fields + 1);
  for (gsize i = 0; i < n_fields; i++) {
    ThecalTyped read;

    self->values[i] = read_value (&fields[i], typed[i], zone, &read);
    if (read == THECAL_TYPED_ODD_HOUR)
      add_odd_hour (self->faults, (int) i, typed[i], zone);
    else if (read != THECAL_TYPED_READ)
      add_note (self->faults, (int) i, thecal_typed_words (read, fields[i].unit));
    else if (fields[i].required && *self->values[i] == '\0')
      add_note (self->faults, (int) i, _ ("This is needed."));
  }
}

static char *
compose (const ThecalPlanForm *self,
         const char *plan_text,
         const ThecalPlanField *fields,
         gsize n_fields)
{
  char *text = g_strdup (plan_text);

  for (gsize i = 0; i < n_fields; i++) {
    g_autofree char *before = text;

    text = *self->values[i] != '\0'
               ? thecal_plan_edit_set (before, fields[i].group, fields[i].key, self->values[i])
               : thecal_plan_edit_remove (before, fields[i].group, fields[i].key);
  }

  return text;
}

static int
find_field (const ThecalPlanField *fields, gsize n_fields, const char *group, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_strcmp0 (fields[i].group, group) == 0 && g_strcmp0 (fields[i].key, key) == 0)
      return (int) i;

  return -1;
}

/* T-IN-01 in plain words; the rest as the reader says it. */
static char *
fault_words (const ThecalPlanFault *fault, int field)
{
  if (strstr (fault->at.expected, "CapacityMl") != NULL)
    return g_strdup (_ ("More than the pump holds. Look at both numbers on the paper again."));
  if (field < 0)
    return thecal_plan_fault_to_text (fault, _ ("Care plan"));

  return g_strdup_printf (_ ("Expected: %s"), _ (fault->at.expected));
}

/* From above: a date that does not fit is often the fault of a dose above it. */
static int
compare_notes (gconstpointer left, gconstpointer right)
{
  const ThecalPlanNote *a = *(ThecalPlanNote *const *) left, *b = *(ThecalPlanNote *const *) right;

  return a->field - b->field;
}

static void
judge (ThecalPlanForm *self,
       const ThecalPlanField *fields,
       gsize n_fields,
       const ThecalPlanMoment *now)
{
  ThecalPlanFault fault = { .line = 0 };
  const gsize size = strlen (self->text);
  g_autoptr (GPtrArray) doubts = NULL;

  self->document = thecal_plan_document_parse (self->text, size, now->zone, &fault);
  if (self->document == NULL) {
    const int field = find_field (fields, n_fields, fault.at.group, fault.at.key);
    g_autofree char *words = fault_words (&fault, field);

    add_note (self->faults, field, words);
    return;
  }
  doubts = thecal_plan_review_at (self->document, self->text, size, now->wall_us, now->zone);
  for (guint i = 0; i < doubts->len; i++) {
    const ThecalPlanDoubt *doubt = g_ptr_array_index (doubts, i);
    const int field = find_field (fields, n_fields, doubt->group, doubt->key);

    /* what another form asks is not asked here */
    if (field >= 0)
      add_note (self->doubts, field, _ (doubt->question));
  }
  g_ptr_array_sort (self->doubts, compare_notes);
}

static ThecalPlanForm *
form_new (void)
{
  ThecalPlanForm *self = g_new0 (ThecalPlanForm, 1);

  self->faults = g_ptr_array_new_with_free_func (note_free);
  self->doubts = g_ptr_array_new_with_free_func (note_free);

  return self;
}

ThecalPlanForm *
thecal_plan_form_check (const char *plan_text,
                        const ThecalPlanField *fields,
                        gsize n_fields,
                        const char *const *typed,
                        const ThecalPlanMoment *now)
{
  ThecalPlanForm *self = form_new ();

  read_values (self, fields, n_fields, typed, now->zone);
  self->text = compose (self, plan_text, fields, n_fields);
  if (self->faults->len == 0)
    judge (self, fields, n_fields, now);

  return self;
}

ThecalPlanForm *
thecal_plan_form_clear (const char *plan_text,
                        const ThecalPlanField *fields,
                        gsize n_fields,
                        const char *question,
                        const ThecalPlanMoment *now)
{
  g_autoptr (ThecalPlanForm) self = form_new ();

  self->values = g_new0 (char *, n_fields + 1);
  for (gsize i = 0; i < n_fields; i++)
    self->values[i] = g_strdup ("");
  self->text = compose (self, plan_text, fields, n_fields);
  if (g_str_equal (self->text, plan_text))
    return NULL;

  judge (self, fields, n_fields, now);
  g_ptr_array_set_size (self->doubts, 0);
  add_note (self->doubts, -1, question);

  return g_steal_pointer (&self);
}

void
thecal_plan_form_free (ThecalPlanForm *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  thecal_plan_document_free (self->document);
  g_strfreev (self->values);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->doubts);
  g_free (self);
}

char *
thecal_plan_form_get_value (const char *plan_text, const char *group, const char *key)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *value = NULL;

  if (g_key_file_load_from_data (file, plan_text, strlen (plan_text), G_KEY_FILE_NONE, NULL))
    value = g_key_file_get_string (file, group, key, NULL);

  return value != NULL ? g_strdup (g_strstrip (value)) : g_strdup ("");
}
