/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/checks_view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "shared/check_words.h"
#include "shared/labels.h"
#include "shared/priority_look.h"
#include "shared/sheet.h"

#define WIDTH_PX 900

struct _ThecalChecksView {
  GtkWidget parent_instance;
  GtkWidget *scroller, *list, *none, *print, *trouble;
  ThecalCheckHistory *history;
  ThecalChecklistSet *set;
  char *print_to; /* nullable */
};

G_DEFINE_FINAL_TYPE (ThecalChecksView, thecal_checks_view, GTK_TYPE_WIDGET)

/* The shape that goes with an outcome elsewhere too. */
static const char *
priority_of (int outcome)
{
  switch (outcome) {
  case THECAL_OUTCOME_T1:
  case THECAL_OUTCOME_T2:
    return "high";
  case THECAL_OUTCOME_T3:
    return "medium";
  case THECAL_OUTCOME_T4:
    return "low";
  default:
    return NULL;
  }
}

static void
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label;

  if (*text == '\0')
    return;
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

/* The lines of one check, in order; "" is left out. */
typedef struct {
  char *title, *who, *findings, *news, *repeat;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->title);
  g_free (words->who);
  g_free (words->findings);
  g_free (words->news);
  g_free (words->repeat);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static void
fill_words (ThecalChecksView *self, Words *words, const GPtrArray *records, guint index)
{
  const ThecalRecord *record = g_ptr_array_index (records, index);

  words->title = thecal_check_title (record);
  words->who = thecal_check_who (record);
  words->findings = thecal_check_findings (record, self->set);
  words->news =
      thecal_check_news (record, thecal_check_history_find_before (records, index), self->set);
  words->repeat = thecal_check_repeat (record);
}

static GtkWidget *
row_new (const Words *words, int outcome)
{
  const ThecalPriorityLook *look = thecal_priority_look_get (priority_of (outcome));
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon_name);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *whole = g_strdup_printf (
      "%s. %s %s %s %s", words->title, words->who, words->news, words->findings, words->repeat);

  gtk_widget_add_css_class (icon, "thecal-glyph");
  gtk_widget_add_css_class (icon, look->css_class);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  add_label (lines, words->title, "thecal-line-title");
  add_label (lines, words->who, "thecal-caption");
  add_label (lines, words->news, "thecal-ledger");
  add_label (lines, words->findings, NULL);
  add_label (lines, words->repeat, "thecal-caption");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "thecal-contact");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);

  return row;
}

static void
update (ThecalChecksView *self)
{
  g_autoptr (GPtrArray) records = thecal_check_history_get (self->history);

  for (GtkListBoxRow *row; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = records->len; i > 0; i--) {
    const ThecalRecord *record = g_ptr_array_index (records, i - 1);
    g_auto (Words) words = { NULL };

    fill_words (self, &words, records, i - 1);
    gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (&words, record->outcome));
  }
  gtk_widget_set_visible (self->list, records->len > 0);
  gtk_widget_set_visible (self->print, records->len > 0);
  gtk_widget_set_visible (self->none, records->len == 0);
}

static void
on_print (ThecalChecksView *self)
{
  g_autoptr (GPtrArray) records = thecal_check_history_get (self->history);
  g_autoptr (GError) error = NULL;
  ThecalSheet *sheet = thecal_sheet_new (_ ("Symptom checks"));

  for (guint i = records->len; i > 0; i--) {
    g_auto (Words) words = { NULL };
    g_autofree char *value = NULL;

    fill_words (self, &words, records, i - 1);
    value = g_strdup_printf ("%s\n%s %s %s", words.who, words.news, words.findings, words.repeat);
    thecal_sheet_add (sheet, words.title, g_strstrip (value));
  }
  if (!thecal_sheet_print (
          sheet, GTK_WIDGET (self), _ ("Symptom checks"), self->print_to, &error)) {
    g_autofree char *line = g_strdup_printf (_ ("Nothing was printed: %s"), error->message);

    thecal_label_set (self->trouble, line);
  } else
    thecal_label_set (self->trouble, "");
}

static void
thecal_checks_view_dispose (GObject *object)
{
  ThecalChecksView *self = THECAL_CHECKS_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->history);
  g_clear_pointer (&self->set, thecal_checklist_set_free);
  g_clear_pointer (&self->print_to, g_free);

  G_OBJECT_CLASS (thecal_checks_view_parent_class)->dispose (object);
}

static void
thecal_checks_view_class_init (ThecalChecksViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_checks_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
thecal_checks_view_init (ThecalChecksView *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14), *clamp = adw_clamp_new ();

  self->list = gtk_list_box_new ();
  self->none = adw_status_page_new ();
  self->print = gtk_button_new_with_label (_ ("Print for the team"));
  self->trouble = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->trouble), TRUE);
  thecal_label_set (self->trouble, "");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->none), _ ("No symptom check yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (self->none),
      _ ("When something is different, press Symptoms. What was answered is kept here."));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (self->print, "thecal-large-button");
  gtk_widget_set_halign (self->print, GTK_ALIGN_START);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Symptom checks"), -1);
  gtk_box_append (GTK_BOX (page), self->print);
  gtk_box_append (GTK_BOX (page), self->trouble);
  gtk_box_append (GTK_BOX (page), self->list);
  gtk_box_append (GTK_BOX (page), self->none);
  gtk_widget_add_css_class (page, "thecal-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH_PX);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_object (self->print, "clicked", G_CALLBACK (on_print), self, G_CONNECT_SWAPPED);
}

GtkWidget *
thecal_checks_view_new (ThecalCheckHistory *history, ThecalChecklistSet *set, const char *print_to)
{
  ThecalChecksView *self = g_object_new (THECAL_TYPE_CHECKS_VIEW, NULL);

  self->history = g_object_ref (history);
  self->set = set;
  self->print_to = g_strdup (print_to);
  g_signal_connect_object (history, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
