/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/flex_rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "shared/labels.h"
#include "shared/programme_bar.h"
#include "words/pump_words.h"

typedef struct {
  GtkWidget *row, *clock, *dose; /* borrowed */
} Step;

struct _ThecalFlexRows {
  GtkBox parent_instance;
  GtkWidget *group, *on, *bar, *sum, *fault, *add;
  GArray *steps; /* of Step */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalFlexRows, thecal_flex_rows, GTK_TYPE_BOX)

/* Reading. */

gboolean
thecal_flex_rows_is_on (ThecalFlexRows *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->on));
}

/* *out_at: the row at fault. */
static ThecalFlexFault
read_rows (ThecalFlexRows *self,
           ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX],
           gsize *out_n,
           gsize *out_at)
{
  *out_n = 0;
  if (!thecal_flex_rows_is_on (self))
    return THECAL_FLEX_READS;
  for (guint i = 0; i < self->steps->len; i++) {
    const Step *step = &g_array_index (self->steps, Step, i);
    const ThecalFlexFault fault =
        thecal_flex_step_parse (gtk_editable_get_text (GTK_EDITABLE (step->clock)),
                                gtk_editable_get_text (GTK_EDITABLE (step->dose)),
                                &steps[i]);

    *out_at = i;
    if (fault != THECAL_FLEX_READS)
      return fault;
  }
  *out_n = self->steps->len;

  return thecal_flex_check (steps, *out_n, out_at);
}

ThecalFlexFault
thecal_flex_rows_read (ThecalFlexRows *self,
                       ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX],
                       gsize *out_n)
{
  gsize at;

  return read_rows (self, steps, out_n, &at);
}

gboolean
thecal_flex_rows_check (ThecalFlexRows *self)
{
  ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX];
  gsize n, at = 0;
  const ThecalFlexFault fault = read_rows (self, steps, &n, &at);
  g_autofree char *words = NULL;
  const Step *step;

  if (fault == THECAL_FLEX_READS)
    return TRUE;
  words = g_strdup_printf (_ ("Step %u: %s"), (guint) at + 1, thecal_flex_fault_words (fault));
  thecal_label_set (self->fault, words);
  if (at < self->steps->len) {
    step = &g_array_index (self->steps, Step, at);
    gtk_widget_grab_focus (fault == THECAL_FLEX_BAD_DOSE ? step->dose : step->clock);
  }

  return FALSE;
}

char *
thecal_flex_rows_get_text (ThecalFlexRows *self)
{
  ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX];
  gsize n;
  g_autoptr (GString) text = g_string_new (NULL);

  if (thecal_flex_rows_read (self, steps, &n) != THECAL_FLEX_READS)
    return g_strdup ("");
  for (gsize i = 0; i < n; i++) {
    g_autofree char *step = thecal_flex_step_to_text (&steps[i]);

    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", step);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Showing. */

static void
update (ThecalFlexRows *self)
{
  ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX];
  gsize n;
  const gboolean on = thecal_flex_rows_is_on (self);
  const gboolean reads = thecal_flex_rows_read (self, steps, &n) == THECAL_FLEX_READS && n > 0;
  g_autofree char *sum = reads ? thecal_programme_words (steps, n, NAN) : g_strdup ("");

  gtk_widget_set_visible (self->fault, FALSE);
  for (guint i = 0; i < self->steps->len; i++)
    gtk_widget_set_visible (g_array_index (self->steps, Step, i).row, on);
  gtk_widget_set_visible (self->add, on && self->steps->len < THECAL_FLEX_STEPS_MAX);
  gtk_widget_set_visible (self->bar, reads);
  thecal_label_set (self->sum, on ? sum : "");
  if (reads)
    thecal_programme_bar_set (THECAL_PROGRAMME_BAR (self->bar), steps, n, -1);
}

static void
on_changed (ThecalFlexRows *self)
{
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A title says which step it is: they are numbered anew. */
static void
number_rows (ThecalFlexRows *self)
{
  for (guint i = 0; i < self->steps->len; i++) {
    const Step *step = &g_array_index (self->steps, Step, i);
    g_autofree char *title = g_strdup_printf (_ ("Step %u"), i + 1);
    g_autofree char *clock = g_strdup_printf (_ ("Step %u from"), i + 1);
    g_autofree char *dose = g_strdup_printf (_ ("Step %u dose"), i + 1);

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (step->row), title);
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (step->clock), GTK_ACCESSIBLE_PROPERTY_LABEL, clock, -1);
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (step->dose), GTK_ACCESSIBLE_PROPERTY_LABEL, dose, -1);
  }
}

static void
on_remove (GtkWidget *button, ThecalFlexRows *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  for (guint i = 0; i < self->steps->len; i++)
    if (g_array_index (self->steps, Step, i).row == row) {
      g_array_remove_index (self->steps, i);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), row);
      break;
    }
  number_rows (self);
  on_changed (self);
}

static GtkWidget *
small_entry_new (ThecalFlexRows *self, const char *placeholder, int width)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed), self);

  return entry;
}

static Step *
add_step (ThecalFlexRows *self)
{
  Step step = { .row = adw_action_row_new (),
                .clock = small_entry_new (self, "07:30", 5),
                .dose = small_entry_new (self, "200", 6) };
  GtkWidget *remove = gtk_button_new_from_icon_name ("thecal-cross-symbolic");

  adw_action_row_add_suffix (ADW_ACTION_ROW (step.row), step.clock);
  adw_action_row_add_suffix (ADW_ACTION_ROW (step.row), step.dose);
  adw_action_row_add_suffix (ADW_ACTION_ROW (step.row), gtk_label_new (_ ("µg a day")));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _ ("Remove this step"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove this step"), -1);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (step.row), remove);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), step.row);
  g_array_append_val (self->steps, step);
  number_rows (self);

  return &g_array_index (self->steps, Step, self->steps->len - 1);
}

static void
on_add (ThecalFlexRows *self)
{
  Step *step = add_step (self);

  gtk_widget_grab_focus (step->clock);
  on_changed (self);
}

static void
on_switched (ThecalFlexRows *self)
{
  if (thecal_flex_rows_is_on (self) && self->steps->len == 0) {
    Step *step = add_step (self);

    gtk_editable_set_text (GTK_EDITABLE (step->clock), "00:00");
  }
  on_changed (self);
}

void
thecal_flex_rows_set (ThecalFlexRows *self, const ThecalFlexStep *steps, gsize n_steps)
{
  for (gsize i = 0; i < n_steps && i < THECAL_FLEX_STEPS_MAX; i++) {
    g_autofree char *text = thecal_flex_step_to_text (&steps[i]);
    g_auto (GStrv) parts = g_strsplit (text, " ", 2);
    Step *step = add_step (self);

    gtk_editable_set_text (GTK_EDITABLE (step->clock), parts[0]);
    gtk_editable_set_text (GTK_EDITABLE (step->dose), parts[1]);
  }
  gtk_switch_set_active (GTK_SWITCH (self->on), n_steps > 0);
  update (self);
}

/* Object. */

static void
thecal_flex_rows_finalize (GObject *object)
{
  g_array_unref (THECAL_FLEX_ROWS (object)->steps);
  G_OBJECT_CLASS (thecal_flex_rows_parent_class)->finalize (object);
}

static void
thecal_flex_rows_class_init (ThecalFlexRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_flex_rows_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_FLEX_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
switch_row_new (ThecalFlexRows *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->on = gtk_switch_new ();
  gtk_widget_set_valign (self->on, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("The dose differs by the hour"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Flex programme, up to 13 steps"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->on);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->on);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->on),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The dose differs by the hour"),
                                  -1);
  g_signal_connect_object (
      self->on, "notify::active", G_CALLBACK (on_switched), self, G_CONNECT_SWAPPED);

  return row;
}

static void
thecal_flex_rows_init (ThecalFlexRows *self)
{
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ ("Programme"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), switch_row_new (self));
  self->fault = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_widget_add_css_class (self->fault, "thecal-warnings");
  self->add = gtk_button_new_with_label (_ ("Add a step"));
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  gtk_widget_set_size_request (self->add, -1, 44);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  self->bar = thecal_programme_bar_new ();
  self->sum = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->sum), 0);
  gtk_label_set_wrap (GTK_LABEL (self->sum), TRUE);
  gtk_widget_add_css_class (self->sum, "thecal-row-value");
  gtk_box_append (GTK_BOX (self), self->group);
  gtk_box_append (GTK_BOX (self), self->fault);
  gtk_box_append (GTK_BOX (self), self->add);
  gtk_box_append (GTK_BOX (self), self->bar);
  gtk_box_append (GTK_BOX (self), self->sum);
  update (self);
}

GtkWidget *
thecal_flex_rows_new (void)
{
  return g_object_new (THECAL_TYPE_FLEX_ROWS, NULL);
}
