/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_answers.h"

#define ROW_MOST 3 /* as many fit beside each other at 800 px and stay large */

typedef struct {
  GtkWidget *button; /* owned by the grid */
  char *word;
  guint keyval;
} Choice;

struct _ThecalWalkAnswers {
  GtkBox parent_instance;
  GtkWidget *grid;
  GArray *choices; /* of Choice */
  ThecalWalkSize size;
};

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkAnswers, thecal_walk_answers, GTK_TYPE_BOX)

static void
choice_clear (gpointer data)
{
  g_free (((Choice *) data)->word);
}

static void
choose (ThecalWalkAnswers *self, guint i)
{
  g_autofree char *word = g_strdup (g_array_index (self->choices, Choice, i).word);

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, word);
}

static void
on_clicked (GtkButton *button, ThecalWalkAnswers *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (g_array_index (self->choices, Choice, i).button == GTK_WIDGET (button)) {
      choose (self, i);
      return;
    }
}

/* All of one size: three in a row, four in two rows of two, more in rows of three; on a narrow
 * screen below each other. */
static void
arrange (ThecalWalkAnswers *self)
{
  const guint n = self->choices->len;
  const guint columns = self->size == THECAL_WALK_NARROW ? 1
                        : n <= ROW_MOST                  ? MAX (n, 1)
                        : n == 4                         ? 2
                                                         : ROW_MOST;

  for (guint i = 0; i < n; i++) {
    GtkWidget *button = g_array_index (self->choices, Choice, i).button;
    GtkLayoutManager *layout = gtk_widget_get_layout_manager (self->grid);
    GtkLayoutChild *place = gtk_layout_manager_get_layout_child (layout, button);

    g_object_set (place, "column", (int) (i % columns), "row", (int) (i / columns), NULL);
    if (n > ROW_MOST)
      gtk_widget_add_css_class (button, "thecal-answer-low");
    else
      gtk_widget_remove_css_class (button, "thecal-answer-low");
  }
}

void
thecal_walk_answers_clear (ThecalWalkAnswers *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    gtk_grid_remove (GTK_GRID (self->grid), g_array_index (self->choices, Choice, i).button);
  g_array_set_size (self->choices, 0);
}

static GtkWidget *
new_content (const char *title, const char *icon_name, guint number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_set_halign (box, icon_name != NULL ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  if (icon_name != NULL) {
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  } else {
    g_autofree char *text = g_strdup_printf ("%u", number);
    GtkWidget *key = gtk_label_new (text);

    gtk_widget_add_css_class (key, "thecal-key");
    gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (box), key);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
    gtk_widget_set_hexpand (label, TRUE);
  }
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

void
thecal_walk_answers_add (ThecalWalkAnswers *self,
                         const char *word,
                         const char *title,
                         const char *icon_name,
                         guint keyval)
{
  Choice choice = { .button = gtk_button_new (), .word = g_strdup (word), .keyval = keyval };

  gtk_button_set_child (GTK_BUTTON (choice.button),
                        new_content (title, icon_name, self->choices->len + 1));
  gtk_widget_add_css_class (choice.button, "thecal-answer");
  gtk_widget_set_hexpand (choice.button, TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (choice.button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (choice.button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_grid_attach (GTK_GRID (self->grid), choice.button, (int) self->choices->len, 0, 1, 1);
  g_array_append_val (self->choices, choice);
  arrange (self);
}

void
thecal_walk_answers_set_size (ThecalWalkAnswers *self, ThecalWalkSize size)
{
  const gboolean large = size == THECAL_WALK_LARGE;

  self->size = size;
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), large ? 20 : 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), large ? 14 : 8);
  arrange (self);
}

gboolean
thecal_walk_answers_take_key (ThecalWalkAnswers *self, guint keyval, gboolean digits)
{
  const guint lower = gdk_keyval_to_lower (keyval);

  for (guint i = 0; i < self->choices->len; i++) {
    const Choice *choice = &g_array_index (self->choices, Choice, i);

    if ((choice->keyval != 0 && choice->keyval == lower) ||
        (digits && choice->keyval == 0 && (lower == GDK_KEY_1 + i || lower == GDK_KEY_KP_1 + i))) {
      choose (self, i);
      return TRUE;
    }
  }

  return FALSE;
}

static void
thecal_walk_answers_finalize (GObject *object)
{
  g_clear_pointer (&THECAL_WALK_ANSWERS (object)->choices, g_array_unref);
  G_OBJECT_CLASS (thecal_walk_answers_parent_class)->finalize (object);
}

static void
thecal_walk_answers_class_init (ThecalWalkAnswersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_walk_answers_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         THECAL_TYPE_WALK_ANSWERS,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
}

static void
thecal_walk_answers_init (ThecalWalkAnswers *self)
{
  self->choices = g_array_new (FALSE, TRUE, sizeof (Choice));
  g_array_set_clear_func (self->choices, choice_clear);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_row_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_set_hexpand (self->grid, TRUE);
  gtk_box_append (GTK_BOX (self), self->grid);
  thecal_walk_answers_set_size (self, THECAL_WALK_LARGE);
}

GtkWidget *
thecal_walk_answers_new (void)
{
  return g_object_new (THECAL_TYPE_WALK_ANSWERS, NULL);
}
