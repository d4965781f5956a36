/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_choose.h"

#include <glib/gi18n.h>

#include "core/checklist/walkthrough.h"

static const struct {
  guint worry;
  const char *title;
} worries[] = {
  { THECAL_WORRY_STIFFER, N_ ("Stiffer, more spasms, itching") },
  { THECAL_WORRY_SLEEPIER, N_ ("Sleepier or floppier") },
  { THECAL_WORRY_HOT, N_ ("Hot, fever or feeling ill") },
  { THECAL_WORRY_WOUND, N_ ("The wound, skin over the pump") },
  { THECAL_WORRY_PUMP, N_ ("The pump: sound, alarm, fall") },
  { THECAL_WORRY_UNCLEAR, N_ ("Something else, or not clear") },
};

struct _ThecalWalkChoose {
  GtkBox parent_instance;
  GtkWidget *words, *grid, *go_on;
  GtkWidget *buttons[G_N_ELEMENTS (worries)];
};

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkChoose, thecal_walk_choose, GTK_TYPE_BOX)

static guint
get_chosen (ThecalWalkChoose *self)
{
  guint chosen = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (worries); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buttons[i])))
      chosen |= worries[i].worry;

  return chosen;
}

static void
on_go_on (ThecalWalkChoose *self)
{
  const guint chosen = get_chosen (self);

  g_signal_emit (
      self, signals[SIGNAL_CHOSEN], 0, chosen != 0 ? chosen : (guint) THECAL_WORRY_UNCLEAR);
}

void
thecal_walk_choose_set_size (ThecalWalkChoose *self, ThecalWalkSize size)
{
  const gboolean small = size != THECAL_WALK_LARGE;
  const int columns = size == THECAL_WALK_NARROW ? 1 : 2;
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (self->grid);

  gtk_grid_set_column_spacing (GTK_GRID (self->grid), small ? 12 : 20);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), small ? 6 : 14);
  for (int i = 0; i < (int) G_N_ELEMENTS (worries); i++)
    g_object_set (gtk_layout_manager_get_layout_child (layout, self->buttons[i]),
                  "column",
                  i % columns,
                  "row",
                  i / columns,
                  NULL);
}

void
thecal_walk_choose_focus (ThecalWalkChoose *self)
{
  gtk_widget_grab_focus (self->words);
}

gboolean
thecal_walk_choose_take_key (ThecalWalkChoose *self, guint keyval)
{
  for (guint i = 0; i < G_N_ELEMENTS (worries); i++)
    if (keyval == GDK_KEY_1 + i || keyval == GDK_KEY_KP_1 + i) {
      GtkToggleButton *button = GTK_TOGGLE_BUTTON (self->buttons[i]);

      gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
      gtk_widget_grab_focus (self->buttons[i]);
      return TRUE;
    }

  return FALSE;
}

static void
thecal_walk_choose_class_init (ThecalWalkChooseClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         THECAL_TYPE_WALK_CHOOSE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_UINT);
}

static GtkWidget *
new_worry (guint i)
{
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *key = gtk_label_new (number), *title = gtk_label_new (_ (worries[i].title));
  GtkWidget *mark = gtk_image_new_from_icon_name ("thecal-check-symbolic");

  gtk_widget_add_css_class (key, "thecal-key");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (title), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (mark, "thecal-mark");
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "thecal-answer");
  gtk_widget_add_css_class (button, "thecal-answer-low");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (worries[i].title), -1);

  return button;
}

static void
build_words (ThecalWalkChoose *self)
{
  GtkWidget *title = gtk_label_new (_ ("What worries you?"));
  GtkWidget *help =
      gtk_label_new (_ ("Choose all that are true. If you cannot tell, choose the last."));

  self->words = g_object_new (GTK_TYPE_BOX,
                              "orientation",
                              GTK_ORIENTATION_VERTICAL,
                              "accessible-role",
                              GTK_ACCESSIBLE_ROLE_GROUP,
                              "focusable",
                              TRUE,
                              NULL);
  gtk_widget_add_css_class (self->words, "thecal-question-words");
  gtk_label_set_wrap (GTK_LABEL (help), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (help), 0);
  gtk_widget_add_css_class (title, "thecal-question");
  gtk_widget_add_css_class (help, "thecal-question-help");
  gtk_box_append (GTK_BOX (self->words), title);
  gtk_box_append (GTK_BOX (self->words), help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (title)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (GTK_LABEL (help)),
                                  -1);
}

static void
thecal_walk_choose_init (ThecalWalkChoose *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-question-page");
  build_words (self);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (worries); i++) {
    self->buttons[i] = new_worry (i);
    gtk_widget_set_hexpand (self->buttons[i], TRUE);
    gtk_grid_attach (GTK_GRID (self->grid), self->buttons[i], (int) i % 2, (int) i / 2, 1, 1);
  }
  gtk_box_append (GTK_BOX (inside), self->words);
  gtk_box_append (GTK_BOX (inside), self->grid);
  gtk_widget_add_css_class (inside, "thecal-choose");
  gtk_widget_set_valign (inside, GTK_ALIGN_CENTER);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), inside);
  gtk_widget_set_vexpand (scroll, TRUE);
  self->go_on = gtk_button_new_with_label (_ ("Go on"));
  gtk_widget_add_css_class (self->go_on, "thecal-walk-button");
  gtk_widget_add_css_class (self->go_on, "thecal-main");
  gtk_widget_set_halign (self->go_on, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self), scroll);
  gtk_box_append (GTK_BOX (self), self->go_on);
  g_signal_connect_swapped (self->go_on, "clicked", G_CALLBACK (on_go_on), self);
}

GtkWidget *
thecal_walk_choose_new (void)
{
  return g_object_new (THECAL_TYPE_WALK_CHOOSE, NULL);
}
