/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_strips.h"

#include <glib/gi18n.h>

struct _ThecalWalkStrips {
  GtkBox parent_instance;
  GtkWidget *missing, *faults, *fault_words;
  GPtrArray *lines; /* of char * */
};

enum { SIGNAL_CHOOSE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkStrips, thecal_walk_strips, GTK_TYPE_BOX)

void
thecal_walk_strips_set_missing_number (ThecalWalkStrips *self, gboolean missing)
{
  gtk_widget_set_visible (self->missing, missing);
}

void
thecal_walk_strips_add_fault (ThecalWalkStrips *self, const char *line)
{
  g_autoptr (GString) text = g_string_new ("");

  if (g_ptr_array_find_with_equal_func (self->lines, line, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->lines, g_strdup (line));
  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (self->lines, i));
  gtk_label_set_text (GTK_LABEL (self->fault_words), text->str);
  gtk_widget_set_visible (self->faults, TRUE);
}

static void
on_choose (ThecalWalkStrips *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0);
}

static void
on_seen (ThecalWalkStrips *self)
{
  gtk_widget_set_visible (self->faults, FALSE);
}

static void
thecal_walk_strips_finalize (GObject *object)
{
  g_clear_pointer (&THECAL_WALK_STRIPS (object)->lines, g_ptr_array_unref);
  G_OBJECT_CLASS (thecal_walk_strips_parent_class)->finalize (object);
}

static void
thecal_walk_strips_class_init (ThecalWalkStripsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_walk_strips_finalize;
  signals[SIGNAL_CHOOSE] = g_signal_new (
      "choose", THECAL_TYPE_WALK_STRIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_strip (ThecalWalkStrips *self,
           const char *button_text,
           void (*pressed) (ThecalWalkStrips *),
           GtkWidget **out_words)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_label (button_text);
  GtkWidget *icon = gtk_image_new_from_icon_name ("thecal-medium-symbolic");

  *out_words = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (*out_words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (*out_words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (*out_words), 0);
  gtk_widget_set_hexpand (*out_words, TRUE);
  gtk_box_append (GTK_BOX (strip), icon);
  gtk_box_append (GTK_BOX (strip), *out_words);
  gtk_box_append (GTK_BOX (strip), button);
  gtk_widget_add_css_class (strip, "thecal-walk-strip");
  gtk_widget_set_visible (strip, FALSE);
  gtk_box_append (GTK_BOX (self), strip);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (pressed), self);

  return strip;
}

static void
thecal_walk_strips_init (ThecalWalkStrips *self)
{
  GtkWidget *words;

  self->lines = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->missing = add_strip (self, _ ("Choose"), on_choose, &words);
  gtk_label_set_text (GTK_LABEL (words), _ ("No emergency number chosen yet."));
  self->faults = add_strip (self, _ ("Seen"), on_seen, &self->fault_words);
}

GtkWidget *
thecal_walk_strips_new (void)
{
  return g_object_new (THECAL_TYPE_WALK_STRIPS, NULL);
}
