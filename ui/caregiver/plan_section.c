/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/plan_section.h"

#include <glib/gi18n.h>

#include "files/plan_store.h"
#include "shared/entry_form.h"
#include "shared/labels.h"
#include "shared/plan_change.h"
#include "shared/pump_reading.h"
#include "shared/setup_words.h"

typedef struct {
  ThecalPlanField field; /* of this group */
  GtkWidget *row;        /* borrowed */
  char *shown;           /* of the plan, when it was put into the row */
} Row;

struct _ThecalPlanSectionView {
  GtkBox parent_instance;
  ThecalPlanWatch *plan;
  char *group;
  Row *rows;
  gsize n_rows;
  GtkWidget *fault;
  gboolean updating;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalPlanSectionView, thecal_plan_section, GTK_TYPE_BOX)

/* One value on its way. */
typedef struct {
  ThecalPlanSectionView *section; /* owned */
  gsize row;
  char *value;
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->section);
  g_free (change->value);
  g_free (change);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

/* Choices. */

static guint
count_options (const ThecalPlanField *field)
{
  guint n = 0;

  while (field->options[n].value != NULL)
    n++;

  return n;
}

/* A value that is none of the list stands in it as it is. */
static void
fill_choices (Row *row)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const guint n = count_options (&row->field);
  guint selected = *row->shown == '\0' ? 0 : n + 1;

  gtk_string_list_append (list, _ ("Not entered"));
  for (guint i = 0; i < n; i++) {
    gtk_string_list_append (list, _ (row->field.options[i].label));
    if (g_ascii_strcasecmp (row->field.options[i].value, row->shown) == 0)
      selected = i + 1;
  }
  if (selected == n + 1)
    gtk_string_list_append (list, row->shown);
  adw_combo_row_set_model (ADW_COMBO_ROW (row->row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row->row), selected);
}

static const char *
get_choice (const Row *row)
{
  const guint n = count_options (&row->field);
  const guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row->row));

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return "";

  return selected <= n ? row->field.options[selected - 1].value : row->shown;
}

/* Showing. */

static void
set_shown (Row *row, const char *value)
{
  g_free (row->shown);
  row->shown = g_strdup (value);
  if (row->field.kind == THECAL_PLAN_CHOICE)
    fill_choices (row);
  else
    gtk_editable_set_text (GTK_EDITABLE (row->row), value);
  gtk_widget_remove_css_class (row->row, "error");
}

/* Somebody has typed, and it is not taken yet. */
static gboolean
is_dirty (const Row *row)
{
  return row->field.kind != THECAL_PLAN_CHOICE && row->shown != NULL &&
         g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row->row)), row->shown) != 0;
}

void
thecal_plan_section_update (ThecalPlanSectionView *self)
{
  self->updating = TRUE;
  for (gsize i = 0; i < self->n_rows; i++) {
    Row *row = &self->rows[i];
    g_autofree char *value = thecal_plan_watch_get_value (self->plan, self->group, row->field.key);
    const char *text = value != NULL ? value : "";

    if (g_strcmp0 (row->shown, text) != 0 && !is_dirty (row))
      set_shown (row, text);
  }
  self->updating = FALSE;
}

const char *
thecal_plan_section_get_group (ThecalPlanSectionView *self)
{
  return self->group;
}

/* Taking. */

/* Below the rows, which may be out of sight, and where it cannot be missed. */
static void
show_fault (ThecalPlanSectionView *self, Row *row, const char *words)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", _ (row->field.label), words);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  thecal_label_set (self->fault, text);
  gtk_widget_add_css_class (row->row, "error");
  if (root == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (root), _ ("This was not kept"), text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "change", _ ("Change it"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "change");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "change");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  ThecalPlanSectionView *self = change->section;
  Row *row = &self->rows[change->row];
  g_autoptr (GError) error = NULL;

  if (thecal_plan_store_finish (result, &error)) {
    self->updating = TRUE;
    set_shown (row, change->value);
    self->updating = FALSE;
    thecal_plan_watch_reload (self->plan);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_fault (self, row, error->message);
}

/* @change is taken over. */
static void
write_value (Change *change)
{
  ThecalPlanSectionView *self = change->section;
  const Row *row = &self->rows[change->row];
  const ThecalPlanValue value = { self->group,
                                  row->field.key,
                                  *change->value != '\0' ? change->value : NULL };

  thecal_plan_store_set_async (thecal_plan_watch_get_path (self->plan),
                               thecal_plan_watch_get_state_dir (self->plan),
                               &value,
                               1,
                               self->cancellable,
                               on_written,
                               change);
}

static void
on_doubt_answered (AdwMessageDialog *dialog, const char *response, Change *change)
{
  ThecalPlanSectionView *self = change->section;
  Row *row = &self->rows[change->row];

  if (thecal_text_is (response, "take")) {
    write_value (change);
    return;
  }
  /* a choice shows what holds; what was typed stays */
  if (row->field.kind == THECAL_PLAN_CHOICE) {
    self->updating = TRUE;
    fill_choices (row);
    self->updating = FALSE;
  }
  change_free (change);
}

static void
ask (Change *change, const char *doubts)
{
  GtkWindow *root = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (change->section)));
  GtkWidget *dialog = adw_message_dialog_new (root, _ ("Is this right?"), doubts);

  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "change", _ ("Change it"), "take", _ ("Keep it so"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "change");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "change");
  g_signal_connect (dialog, "response", G_CALLBACK (on_doubt_answered), change);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* As the plan has it; NULL: it was refused, which is told. (transfer full) */
static char *
read_row (ThecalPlanSectionView *self, Row *row, const char *typed)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *text = thecal_plan_watch_get_text (self->plan);
  const char *texts[] = { typed, NULL };
  const ThecalPlanMoment now = { thecal_plan_watch_get_now_us (self->plan), zone };
  g_autoptr (ThecalPlanForm) form =
      thecal_plan_form_check (text != NULL ? text : "", &row->field, 1, texts, &now);

  if (form->faults->len > 0) {
    const ThecalPlanNote *note = g_ptr_array_index (form->faults, 0);

    show_fault (self, row, note->words);
    return NULL;
  }

  return g_strdup (form->values[0]);
}

static void
take (ThecalPlanSectionView *self, gsize index)
{
  Row *row = &self->rows[index];
  const gboolean is_choice = row->field.kind == THECAL_PLAN_CHOICE;
  const char *typed =
      is_choice ? get_choice (row) : gtk_editable_get_text (GTK_EDITABLE (row->row));
  const char *before = thecal_plan_watch_get_text (self->plan);
  g_autofree char *value = NULL;
  g_autofree char *after = NULL;
  g_autofree char *doubts = NULL;
  g_autoptr (GError) error = NULL;
  Change *change;

  gtk_widget_set_visible (self->fault, FALSE);
  gtk_widget_remove_css_class (row->row, "error");
  if (g_str_equal (typed, row->shown))
    return;
  value = read_row (self, row, typed);
  if (value == NULL)
    return;
  after = thecal_plan_change_apply (
      before, &(ThecalPlanValue){ self->group, row->field.key, *value != '\0' ? value : NULL }, 1);
  doubts = thecal_plan_change_ask (before, after, &error);
  if (doubts == NULL) {
    show_fault (self, row, error->message);
    return;
  }
  change = g_new0 (Change, 1);
  change->section = g_object_ref (self);
  change->row = index;
  change->value = g_steal_pointer (&value);
  if (*doubts != '\0')
    ask (change, doubts);
  else
    write_value (change);
}

static void
on_applied (GtkWidget *row, ThecalPlanSectionView *self)
{
  for (gsize i = 0; !self->updating && i < self->n_rows; i++)
    if (self->rows[i].row == row)
      take (self, i);
}

static void
on_selected (GtkWidget *row, GParamSpec *pspec, ThecalPlanSectionView *self)
{
  on_applied (row, self);
}

/* Object. */

static void
thecal_plan_section_dispose (GObject *object)
{
  ThecalPlanSectionView *self = THECAL_PLAN_SECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_plan_section_parent_class)->dispose (object);
}

static void
thecal_plan_section_finalize (GObject *object)
{
  ThecalPlanSectionView *self = THECAL_PLAN_SECTION (object);

  for (gsize i = 0; i < self->n_rows; i++)
    g_free (self->rows[i].shown);
  g_free (self->rows);
  g_free (self->group);

  G_OBJECT_CLASS (thecal_plan_section_parent_class)->finalize (object);
}

static void
thecal_plan_section_class_init (ThecalPlanSectionViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_plan_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_plan_section_finalize;
}

static void
thecal_plan_section_init (ThecalPlanSectionView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->fault = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_widget_add_css_class (self->fault, "thecal-warnings");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_box_append (GTK_BOX (self), self->fault);
}

static GtkWidget *
row_new (ThecalPlanSectionView *self, const ThecalPlanField *field)
{
  const gboolean is_choice = field->kind == THECAL_PLAN_CHOICE;
  GtkWidget *row = is_choice ? adw_combo_row_new () : adw_entry_row_new ();
  const char *unit = thecal_unit_words (field->unit);
  g_autofree char *title =
      g_strdup_printf ("%s%s%s", _ (field->label), *unit != '\0' ? ", " : "", unit);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (is_choice) {
    g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_selected), self, 0);
    return row;
  }
  thecal_entry_row_name (row, title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_applied), self, 0);

  return row;
}

GtkWidget *
thecal_plan_section_new (ThecalPlanWatch *plan, const ThecalPlanSection *section, const char *group)
{
  ThecalPlanSectionView *self = g_object_new (THECAL_TYPE_PLAN_SECTION, NULL);
  GtkWidget *rows = adw_preferences_group_new ();
  g_autofree char *title = thecal_plan_group_words (group);

  self->plan = g_object_ref (plan);
  self->group = g_strdup (group);
  self->n_rows = section->n_fields;
  self->rows = g_new0 (Row, section->n_fields);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (rows), title);
  if (section->description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (rows), _ (section->description));
  for (gsize i = 0; i < section->n_fields; i++) {
    Row *row = &self->rows[i];

    row->field = section->fields[i];
    row->field.group = self->group;
    row->row = row_new (self, &section->fields[i]);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (rows), row->row);
  }
  gtk_box_prepend (GTK_BOX (self), rows);
  thecal_plan_section_update (self);

  return GTK_WIDGET (self);
}
