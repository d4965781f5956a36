/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/field_set.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ThecalFieldSet {
  GPtrArray *fields; /* borrowed */
};

ThecalFieldSet *
thecal_field_set_new (void)
{
  ThecalFieldSet *self = g_new0 (ThecalFieldSet, 1);

  self->fields = g_ptr_array_new ();

  return self;
}

void
thecal_field_set_free (ThecalFieldSet *self)
{
  g_ptr_array_unref (self->fields);
  g_free (self);
}

void
thecal_field_set_add (ThecalFieldSet *self, ThecalFormField *field)
{
  g_ptr_array_add (self->fields, field);
}

ThecalFormField *
thecal_field_set_find (ThecalFieldSet *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++) {
    ThecalFormField *field = g_ptr_array_index (self->fields, i);

    if (g_str_equal (thecal_form_field_get_name (field), name))
      return field;
  }

  return NULL;
}

void
thecal_field_set_focus_first (ThecalFieldSet *self)
{
  if (self->fields->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->fields, 0));
}

void
thecal_field_set_watch (ThecalFieldSet *self, GCallback changed, gpointer object)
{
  for (guint i = 0; i < self->fields->len; i++)
    g_signal_connect_object (
        g_ptr_array_index (self->fields, i), "changed", changed, object, G_CONNECT_SWAPPED);
}

void
thecal_field_set_load (ThecalFieldSet *self, const ThecalEntry *entry)
{
  for (guint i = 0; i < self->fields->len; i++) {
    ThecalFormField *field = g_ptr_array_index (self->fields, i);

    thecal_form_field_set_text (field,
                                thecal_entry_get_text (entry, thecal_form_field_get_name (field)));
  }
}

/* The first field that is refused; NULL: none. */
static ThecalFormField *
read_all (ThecalFieldSet *self, ThecalEntry *entry, gboolean tell)
{
  ThecalFormField *first = NULL;

  for (guint i = 0; i < self->fields->len; i++) {
    ThecalFormField *field = g_ptr_array_index (self->fields, i);
    g_autofree char *text = thecal_form_field_get_text (field);
    g_autofree char *words = NULL;
    const char *expected = NULL;

    if (!thecal_entry_set (entry, thecal_form_field_get_name (field), text, &expected)) {
      words = g_strdup_printf (_ ("Expected: %s."), _ (expected));
      first = first != NULL ? first : field;
    }
    if (tell)
      thecal_form_field_show_fault (field, words);
  }

  return first;
}

void
thecal_field_set_read (ThecalFieldSet *self, ThecalEntry *entry)
{
  read_all (self, entry, FALSE);
}

gboolean
thecal_field_set_store (ThecalFieldSet *self, ThecalEntry *entry, char **out_words)
{
  ThecalFormField *field = read_all (self, entry, TRUE);
  const char *name = "", *hinders = NULL;

  *out_words = NULL;
  if (field == NULL) {
    hinders = thecal_entry_check (entry, &name);
    if (hinders == NULL)
      return TRUE;
    field = thecal_field_set_find (self, name);
  }
  if (field == NULL)
    *out_words = g_strdup (_ (hinders));
  else {
    if (hinders != NULL)
      thecal_form_field_show_fault (field, _ (hinders));
    gtk_widget_grab_focus (GTK_WIDGET (field));
  }

  return FALSE;
}

gboolean
thecal_field_set_show_refusal (ThecalFieldSet *self, const char *message)
{
  const char *colon = strchr (message, ':');
  g_autofree char *name = colon != NULL ? g_strndup (message, (gsize) (colon - message)) : NULL;
  g_autofree char *words = NULL;
  ThecalFormField *field = name != NULL ? thecal_field_set_find (self, name) : NULL;

  if (field == NULL)
    return FALSE;
  words = g_strstrip (g_strdup (colon + 1));
  thecal_form_field_show_fault (field, words);
  gtk_widget_grab_focus (GTK_WIDGET (field));

  return TRUE;
}
