/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/form_rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "caregiver/form_row.h"
#include "shared/labels.h"
#include "shared/now.h"

struct _ThecalFormRows {
  GtkBox parent_instance;
  ThecalSetup *setup;
  GtkWidget *fault;
  ThecalPlanField *fields;
  ThecalFormRow *rows; /* without a row: not shown */
  char **texts;        /* as they are typed now */
  gsize n;
  gboolean filling, narrow;
  GCancellable *cancellable;
};

enum { SIGNAL_CHANGED, SIGNAL_FOCUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalFormRows, thecal_form_rows, GTK_TYPE_BOX)

static void
update_row (ThecalFormRows *self, gsize i)
{
  if (self->rows[i].row != NULL)
    thecal_form_row_update (&self->rows[i], &self->fields[i], self->narrow);
}

/* Taken over from the rows: what has changed there is a person's. */
static void
on_changed (ThecalFormRows *self)
{
  ThecalSetupDraft *draft = thecal_setup_get_draft (self->setup);

  if (self->filling)
    return;
  for (gsize i = 0; i < self->n; i++) {
    g_autofree char *text = NULL;

    if (self->rows[i].row == NULL)
      continue;
    text = thecal_form_row_get (&self->rows[i], &self->fields[i]);
    if (g_strcmp0 (text, self->texts[i]) == 0)
      continue;
    g_free (self->texts[i]);
    self->texts[i] = g_strdup (text);
    gtk_widget_remove_css_class (self->rows[i].row, "error");
    if (draft != NULL)
      thecal_setup_draft_set_typed (draft, self->fields[i].group, self->fields[i].key, text);
  }
  for (gsize i = 0; i < self->n; i++)
    update_row (self, i);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_focused (GtkEventControllerFocus *controller, ThecalFormRows *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  for (gsize i = 0; i < self->n; i++)
    if (self->rows[i].row == row)
      g_signal_emit (self, signals[SIGNAL_FOCUSED], 0, (int) i);
}

void
thecal_form_rows_set_group (ThecalFormRows *self, gsize field, const char *group)
{
  self->fields[field].group = g_intern_string (group);
}

static void
add_row (ThecalFormRows *self, GtkWidget *group, gsize i)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->rows[i] = thecal_form_row_new (&self->fields[i], G_CALLBACK (on_changed), self);
  g_signal_connect (focus, "enter", G_CALLBACK (on_focused), self);
  gtk_widget_add_controller (self->rows[i].row, focus);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->rows[i].row);
  if (self->rows[i].other != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->rows[i].other);
}

GtkWidget *
thecal_form_rows_add (ThecalFormRows *self,
                      const char *title,
                      const char *description,
                      gsize first,
                      gsize n)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  for (gsize i = first; i < first + n; i++)
    if (self->fields[i].label != NULL)
      add_row (self, group, i);
  gtk_box_append (GTK_BOX (self), group);

  return group;
}

void
thecal_form_rows_set_badge (ThecalFormRows *self, gsize field, const char *badge)
{
  GtkWidget *disc = gtk_label_new (badge), *row = self->rows[field].row;

  gtk_widget_add_css_class (disc, "thecal-badge");
  gtk_widget_set_valign (disc, GTK_ALIGN_CENTER);
  if (ADW_IS_ENTRY_ROW (row))
    adw_entry_row_add_prefix (ADW_ENTRY_ROW (row), disc);
  else
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), disc);
}

GtkWidget *
thecal_form_rows_get_row (ThecalFormRows *self, gsize field)
{
  return self->rows[field].row;
}

void
thecal_form_rows_set (ThecalFormRows *self, gsize field, const char *text)
{
  self->filling = TRUE;
  if (self->rows[field].row != NULL)
    thecal_form_row_set (&self->rows[field], &self->fields[field], text);
  self->filling = FALSE;
  g_free (self->texts[field]);
  self->texts[field] = self->rows[field].row != NULL
                           ? thecal_form_row_get (&self->rows[field], &self->fields[field])
                           : g_strdup (text);
  update_row (self, field);
}

void
thecal_form_rows_fill (ThecalFormRows *self)
{
  ThecalSetupDraft *draft = thecal_setup_get_draft (self->setup);
  const char *plan = thecal_setup_get_plan_text (self->setup);

  for (gsize i = 0; i < self->n; i++) {
    const ThecalPlanField *field = &self->fields[i];
    g_autofree char *text =
        draft != NULL ? thecal_setup_draft_get_typed (draft, field->group, field->key) : NULL;

    if (text == NULL)
      text = thecal_plan_form_get_value (plan, field->group, field->key);
    thecal_form_rows_set (self, i, text);
  }
}

const char *
thecal_form_rows_get (ThecalFormRows *self, gsize field)
{
  return self->texts[field];
}

void
thecal_form_rows_set_required (ThecalFormRows *self, gsize field, gboolean required)
{
  self->fields[field].required = required;
}

void
thecal_form_rows_set_narrow (ThecalFormRows *self, gboolean narrow)
{
  self->narrow = narrow;
  for (gsize i = 0; i < self->n; i++)
    update_row (self, i);
}

void
thecal_form_rows_focus (ThecalFormRows *self, gsize field)
{
  gtk_widget_grab_focus (self->rows[field].row);
}

/* Judgement. */

ThecalPlanForm *
thecal_form_rows_check (ThecalFormRows *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const ThecalPlanMoment now = { thecal_now ().wall_us, zone };

  return thecal_plan_form_check (thecal_setup_get_plan_text (self->setup),
                                 self->fields,
                                 self->n,
                                 (const char *const *) self->texts,
                                 &now);
}

ThecalPlanForm *
thecal_form_rows_clear (ThecalFormRows *self, const char *question)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const ThecalPlanMoment now = { thecal_now ().wall_us, zone };

  return thecal_plan_form_clear (
      thecal_setup_get_plan_text (self->setup), self->fields, self->n, question, &now);
}

/* "Dose in 24 hours: …", or the words alone. */
static void
add_note (ThecalFormRows *self, GString *words, const ThecalPlanNote *note)
{
  if (words->len > 0)
    g_string_append_c (words, '\n');
  if (note->field >= 0 && self->fields[note->field].label != NULL)
    g_string_append_printf (words, "%s: ", _ (self->fields[note->field].label));
  g_string_append (words, note->words);
}

static void
set_fault (ThecalFormRows *self, const char *words)
{
  thecal_label_set (self->fault, words != NULL ? words : "");
}

void
thecal_form_rows_show_fault (ThecalFormRows *self, const char *words)
{
  set_fault (self, words);
}

void
thecal_form_rows_show (ThecalFormRows *self, const ThecalPlanForm *form)
{
  g_autoptr (GString) words = g_string_new (NULL);
  GtkWidget *first = NULL;

  for (gsize i = 0; i < self->n; i++)
    if (self->rows[i].row != NULL)
      gtk_widget_remove_css_class (self->rows[i].row, "error");
  for (guint i = 0; form != NULL && i < form->faults->len; i++) {
    const ThecalPlanNote *note = g_ptr_array_index (form->faults, i);
    GtkWidget *row = note->field >= 0 ? self->rows[note->field].row : NULL;

    add_note (self, words, note);
    if (row == NULL)
      continue;
    gtk_widget_add_css_class (row, "error");
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note->words, -1);
    first = first != NULL ? first : row;
  }
  set_fault (self, words->str);
  if (first != NULL)
    gtk_widget_grab_focus (first);
}

char *
thecal_form_rows_get_doubts (ThecalFormRows *self, const ThecalPlanForm *form)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < form->doubts->len; i++)
    add_note (self, words, g_ptr_array_index (form->doubts, i));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Writing. */

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (thecal_setup_write_finish (THECAL_SETUP (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
thecal_form_rows_write_async (ThecalFormRows *self,
                              const ThecalPlanForm *form,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  thecal_setup_write_async (self->setup,
                            self->fields,
                            self->n,
                            form,
                            self->cancellable,
                            on_written,
                            g_task_new (self, self->cancellable, callback, user_data));
}

gboolean
thecal_form_rows_write_finish (ThecalFormRows *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Object. */

static void
thecal_form_rows_dispose (GObject *object)
{
  ThecalFormRows *self = THECAL_FORM_ROWS (object);

  self->filling = TRUE; /* rows that go away have nothing to say */
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (thecal_form_rows_parent_class)->dispose (object);
}

static void
thecal_form_rows_finalize (GObject *object)
{
  ThecalFormRows *self = THECAL_FORM_ROWS (object);

  for (gsize i = 0; i < self->n; i++)
    g_free (self->texts[i]);
  g_free (self->texts);
  g_free (self->fields);
  g_free (self->rows);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (thecal_form_rows_parent_class)->finalize (object);
}

static void
thecal_form_rows_class_init (ThecalFormRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_form_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_form_rows_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_FORM_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FOCUSED] = g_signal_new ("focused",
                                          THECAL_TYPE_FORM_ROWS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_INT);
}

static void
thecal_form_rows_init (ThecalFormRows *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  self->fault = g_object_new (GTK_TYPE_LABEL,
                              "wrap",
                              TRUE,
                              "xalign",
                              0.0,
                              "visible",
                              FALSE,
                              "accessible-role",
                              GTK_ACCESSIBLE_ROLE_ALERT,
                              NULL);
  gtk_widget_add_css_class (self->fault, "thecal-form-fault");
  gtk_box_append (GTK_BOX (self), self->fault);
}

GtkWidget *
thecal_form_rows_new (ThecalSetup *setup, const ThecalPlanField *fields, gsize n_fields)
{
  ThecalFormRows *self = g_object_new (THECAL_TYPE_FORM_ROWS, NULL);

  self->setup = g_object_ref (setup);
  self->n = n_fields;
  self->fields = g_memdup2 (fields, n_fields * sizeof *fields);
  self->rows = g_new0 (ThecalFormRow, n_fields);
  self->texts = g_new0 (char *, n_fields);
  for (gsize i = 0; i < n_fields; i++)
    self->texts[i] = g_strdup ("");

  return GTK_WIDGET (self);
}
