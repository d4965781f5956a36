/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/form_row.h"

#include <glib/gi18n.h>

#include "core/plan/care_plan.h"
#include "shared/labels.h"
#include "shared/setup_words.h"

#define DATE_LENGTH 10 /* YYYY-MM-DD */

/* GtkText inside is what a screen reader comes to. */
static void
name_entry (GtkWidget *row, const char *label)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  if (text != NULL)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
entry_new (const char *label, GCallback changed, gpointer user_data)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  name_entry (row, label);
  g_signal_connect_swapped (row, "changed", changed, user_data);

  return row;
}

/* Dates. */

static void
on_day (GtkCalendar *calendar, GtkWidget *row)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (row));
  const char *clock = strchr (typed, ':');
  g_autofree char *text = NULL;

  /* the time of day that was typed stays */
  while (clock != NULL && clock > typed && clock[-1] != ' ' && clock[-1] != 'T')
    clock--;
  text =
      clock != NULL && clock > typed ? g_strdup_printf ("%s %.5s", date, clock) : g_strdup (date);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_popover_popdown (
      GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER)));
}

static GtkWidget *
calendar_button_new (GtkWidget *row)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (on_day), row, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "thecal-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "thecal-calendar-button");
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  /* what a screen reader comes to is the button inside */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a day"),
                                  -1);

  return button;
}

static GtkWidget *
suffix_new (GtkWidget *row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "thecal-form-suffix");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), label);

  return label;
}

static gboolean
is_date (const ThecalPlanField *field)
{
  return field->kind == THECAL_PLAN_DATE || field->kind == THECAL_PLAN_MOMENT;
}

/* "Friday 16 October 2026, 14:30"; "" where it is no date. */
static char *
date_words (const char *typed)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *value = NULL;
  gboolean whole_day;
  g_autofree char *full = NULL;

  if (thecal_typed_moment (typed, zone, &value) != THECAL_TYPED_READ)
    return g_strdup ("");
  whole_day = strlen (value) == DATE_LENGTH;
  full = whole_day ? g_strconcat (value, "T12:00:00", NULL) : g_strdup (value);
  time = g_date_time_new_from_iso8601 (full, zone);

  return g_date_time_format (time, whole_day ? "%A %-d %B %Y" : "%A %-d %B %Y, %H:%M");
}

/* "2026-10-16 14:30" of a plan's "2026-10-16T14:30:00-04:00", in the time of this place. */
static char *
readable_moment (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  char *moment = NULL;
  gint64 at_us;

  if (strlen (text) <= DATE_LENGTH || text[DATE_LENGTH] != 'T')
    return g_strdup (text);
  if (thecal_time_parse (text, zone, &at_us))
    moment = thecal_clock_time_format (at_us, zone);

  return moment != NULL ? moment : g_strdup (text);
}

/* Choices. The first of the list is "not chosen", the last another text where the field has one. */

static guint
count_options (const ThecalPlanField *field)
{
  guint n = 0;

  while (field->options[n].value != NULL)
    n++;

  return n;
}

static gboolean
is_other (const ThecalFormRow *self, const ThecalPlanField *field)
{
  return self->other != NULL &&
         adw_combo_row_get_selected (ADW_COMBO_ROW (self->row)) == count_options (field) + 1;
}

static ThecalFormRow
choice_new (const ThecalPlanField *field, GCallback changed, gpointer user_data)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  ThecalFormRow self = { .row = adw_combo_row_new () };

  gtk_string_list_append (list, _ ("Not chosen"));
  for (guint i = 0; i < count_options (field); i++)
    gtk_string_list_append (list, _ (field->options[i].label));
  if (field->other != NULL) {
    gtk_string_list_append (list, _ ("Another"));
    self.other = entry_new (_ (field->other), changed, user_data);
    gtk_widget_set_visible (self.other, FALSE);
  }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self.row), _ (field->label));
  adw_combo_row_set_model (ADW_COMBO_ROW (self.row), G_LIST_MODEL (list));
  g_signal_connect_swapped (self.row, "notify::selected", changed, user_data);

  return self;
}

ThecalFormRow
thecal_form_row_new (const ThecalPlanField *field, GCallback changed, gpointer user_data)
{
  ThecalFormRow self = { .row = NULL };

  if (field->kind == THECAL_PLAN_CHOICE)
    return choice_new (field, changed, user_data);
  self.row = entry_new (_ (field->label), changed, user_data);
  if (field->kind == THECAL_PLAN_NUMBER)
    suffix_new (self.row, thecal_unit_words (field->unit));
  if (is_date (field)) {
    self.echo = suffix_new (self.row, "");
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (self.row), calendar_button_new (self.row));
  }

  return self;
}

char *
thecal_form_row_get (const ThecalFormRow *self, const ThecalPlanField *field)
{
  guint selected;

  if (field->kind != THECAL_PLAN_CHOICE)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row)));
  if (is_other (self, field))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->other)));
  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

  return g_strdup (
      selected == 0 || selected > count_options (field) ? "" : field->options[selected - 1].value);
}

static void
set_choice (const ThecalFormRow *self, const ThecalPlanField *field, const char *text)
{
  const guint n = count_options (field);
  guint selected = *text == '\0' ? 0 : n + 1;

  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp (field->options[i].value, text) == 0)
      selected = i + 1;
  if (selected == n + 1 && self->other != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->other), text);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row),
                              selected == n + 1 && self->other == NULL ? 0 : selected);
}

void
thecal_form_row_set (const ThecalFormRow *self, const ThecalPlanField *field, const char *text)
{
  g_autofree char *moment = NULL;

  if (field->kind == THECAL_PLAN_CHOICE) {
    set_choice (self, field, text);
    return;
  }
  moment = is_date (field) ? readable_moment (text) : g_strdup (text);
  gtk_editable_set_text (GTK_EDITABLE (self->row), moment);
}

void
thecal_form_row_update (const ThecalFormRow *self, const ThecalPlanField *field, gboolean narrow)
{
  if (self->other != NULL)
    gtk_widget_set_visible (self->other, is_other (self, field));
  if (self->echo != NULL) {
    g_autofree char *words = date_words (gtk_editable_get_text (GTK_EDITABLE (self->row)));

    thecal_label_set (self->echo, words);
    gtk_widget_set_visible (self->echo, !narrow && *words != '\0');
  }
}
