/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_head.h"

#include <glib/gi18n.h>

#include "shared/walk_words.h"

#define BAR_PX 406
#define BAR_SMALL_PX 274
#define SEGMENT_MOST_PX 52
#define SEGMENT_GAP_PX 5

struct _ThecalWalkHead {
  GtkBox parent_instance;
  GtkWidget *all, *progress; /* progress: owned, moves in and out of it */
  GtkWidget *bar, *words, *call_text;
  guint count;
  gboolean small;
};

enum { SIGNAL_BACK, SIGNAL_EMERGENCY, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkHead, thecal_walk_head, GTK_TYPE_BOX)

static void
size_segments (ThecalWalkHead *self)
{
  const int whole = self->small ? BAR_SMALL_PX : BAR_PX;
  const int width =
      self->count > 0 ? MIN (whole / (int) self->count - SEGMENT_GAP_PX, SEGMENT_MOST_PX) : 0;

  for (GtkWidget *at = gtk_widget_get_first_child (self->bar); at != NULL;
       at = gtk_widget_get_next_sibling (at))
    gtk_widget_set_size_request (at, MAX (width, 4), -1);
}

void
thecal_walk_head_set (ThecalWalkHead *self, ThecalStep step, const ThecalProgress *progress)
{
  const guint count = step == THECAL_STEP_QUESTION ? progress->count : 0;
  guint i = 1;

  for (; self->count > count; self->count--)
    gtk_box_remove (GTK_BOX (self->bar), gtk_widget_get_last_child (self->bar));
  for (; self->count < count; self->count++) {
    GtkWidget *segment = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

    gtk_widget_add_css_class (segment, "thecal-segment");
    gtk_box_append (GTK_BOX (self->bar), segment);
  }
  for (GtkWidget *at = gtk_widget_get_first_child (self->bar); at != NULL;
       at = gtk_widget_get_next_sibling (at), i++)
    if (i <= progress->index)
      gtk_widget_add_css_class (at, "thecal-done");
    else
      gtk_widget_remove_css_class (at, "thecal-done");
  size_segments (self);
}

void
thecal_walk_head_set_elapsed (ThecalWalkHead *self,
                              ThecalStep step,
                              const ThecalProgress *progress,
                              gint64 elapsed_us)
{
  g_autofree char *words = thecal_walk_progress (step, progress, elapsed_us);

  gtk_label_set_text (GTK_LABEL (self->words), words);
}

void
thecal_walk_head_set_number (ThecalWalkHead *self, const char *emergency_number)
{
  g_autofree char *words = emergency_number != NULL
                               ? g_strdup_printf (_ ("Call %s"), emergency_number)
                               : g_strdup (_ ("Call emergency number"));

  gtk_label_set_text (GTK_LABEL (self->call_text), words);
  gtk_label_set_wrap (GTK_LABEL (self->call_text), emergency_number == NULL);
}

/* Between the buttons, or below them where there is no room. */
static void
place_progress (ThecalWalkHead *self, gboolean below)
{
  const gboolean is_below = gtk_widget_get_parent (self->progress) == GTK_WIDGET (self);

  if (below == is_below)
    return;
  if (below) {
    gtk_center_box_set_center_widget (GTK_CENTER_BOX (self->all), NULL);
    gtk_box_append (GTK_BOX (self), self->progress);
  } else {
    gtk_box_remove (GTK_BOX (self), self->progress);
    gtk_center_box_set_center_widget (GTK_CENTER_BOX (self->all), self->progress);
  }
}

void
thecal_walk_head_set_size (ThecalWalkHead *self, ThecalWalkSize size)
{
  const gboolean narrow = size == THECAL_WALK_NARROW;

  self->small = size != THECAL_WALK_LARGE;
  size_segments (self);
  place_progress (self, narrow);
}

static void
on_back (ThecalWalkHead *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
on_emergency (ThecalWalkHead *self)
{
  g_signal_emit (self, signals[SIGNAL_EMERGENCY], 0);
}

static void
thecal_walk_head_dispose (GObject *object)
{
  g_clear_object (&THECAL_WALK_HEAD (object)->progress);
  G_OBJECT_CLASS (thecal_walk_head_parent_class)->dispose (object);
}

static void
thecal_walk_head_class_init (ThecalWalkHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_walk_head_dispose;
  signals[SIGNAL_BACK] = g_signal_new (
      "back", THECAL_TYPE_WALK_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EMERGENCY] = g_signal_new (
      "emergency", THECAL_TYPE_WALK_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_button (const char *icon_name, const char *name, const char *css_class, GtkWidget **out_text)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *text = gtk_label_new (name);

  gtk_label_set_max_width_chars (GTK_LABEL (text), 14);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), text);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "thecal-walk-button");
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  if (out_text != NULL)
    *out_text = text;

  return button;
}

static void
thecal_walk_head_init (ThecalWalkHead *self)
{
  GtkWidget *centre = gtk_box_new (GTK_ORIENTATION_VERTICAL, 7), *all = gtk_center_box_new ();
  GtkWidget *back = new_button ("thecal-back-symbolic", _ ("Back"), NULL, NULL);
  GtkWidget *emergency = new_button (
      "thecal-call-symbolic", _ ("Call emergency number"), "thecal-emergency", &self->call_text);

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SEGMENT_GAP_PX);
  gtk_widget_set_halign (self->bar, GTK_ALIGN_CENTER);
  self->words = gtk_label_new ("");
  gtk_widget_add_css_class (self->words, "thecal-progress");
  gtk_box_append (GTK_BOX (centre), self->bar);
  gtk_box_append (GTK_BOX (centre), self->words);
  gtk_widget_set_valign (centre, GTK_ALIGN_CENTER);
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (all), back);
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (all), centre);
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (all), emergency);
  gtk_widget_set_hexpand (all, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-walk-head");
  gtk_box_append (GTK_BOX (self), all);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  self->all = all;
  self->progress = g_object_ref (centre);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (emergency, "clicked", G_CALLBACK (on_emergency), self);
}

GtkWidget *
thecal_walk_head_new (void)
{
  return g_object_new (THECAL_TYPE_WALK_HEAD, NULL);
}
