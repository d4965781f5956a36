/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/today_list.h"

#include <glib/gi18n.h>

#include "caregiver/calendar_model.h"
#include "caregiver/calendar_row.h"
#include "core/plan/calendar_today.h"
#include "shared/labels.h"
#include "words/calendar_words.h"
#include "words/refill_words.h"

#define DUE_MOST 4

struct _ThecalTodayList {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalCalendarModel *model; /* NULL: not started */
  GtkWidget *group, *notice, *list;
  gboolean brief, narrow;
  char *shown; /* what the rows are of: they are made anew only where that differs */
};

G_DEFINE_FINAL_TYPE (ThecalTodayList, thecal_today_list, ADW_TYPE_BIN)

static const struct {
  const char *action, *target;
} ways[THECAL_N_TODAY_PLACES] = {
  [THECAL_TODAY_CALENDAR] = { "win.page", "calendar" },
  [THECAL_TODAY_DIARY] = { "win.diary-today", NULL },
  [THECAL_TODAY_QUESTIONS] = { "win.symptoms", NULL },
  [THECAL_TODAY_REFILL] = { "win.refill", NULL },
};

/* The rows. */

static GtkWidget *
row_new (const char *title, const char *subtitle)
{
  g_autofree char *name =
      *subtitle != '\0' ? g_strdup_printf ("%s: %s", title, subtitle) : g_strdup (title);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 title,
                                 "subtitle",
                                 subtitle,
                                 "title-lines",
                                 0,
                                 "subtitle-lines",
                                 0,
                                 NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static void
lead_to (GtkWidget *row, ThecalTodayPlace place)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  if (ways[place].target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", ways[place].target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), ways[place].action);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
}

static char *
time_words (const ThecalCalendarItem *item, const ThecalCalendarInput *input)
{
  g_autofree char *when = thecal_calendar_when (item, input->now_us, input->zone);
  g_autofree char *distance = thecal_calendar_distance (item, input->now_us, input->zone);
  g_autofree char *late = thecal_calendar_late_words (item, input);

  return g_strconcat (
      when, *distance != '\0' ? " · " : "", distance, late != NULL ? "\n" : NULL, late, NULL);
}

static GtkWidget *
item_row_new (ThecalTodayList *self,
              const ThecalCalendarItem *item,
              const ThecalCalendarInput *input)
{
  g_autofree char *time = time_words (item, input);
  const gboolean is_late = thecal_calendar_is_late_visit (item, input);
  GtkWidget *row = row_new (thecal_calendar_title (item), time);

  if (item->state == THECAL_CALENDAR_PASSED || is_late)
    gtk_widget_add_css_class (row, "thecal-overdue");
  if (!self->narrow)
    adw_action_row_set_icon_name (ADW_ACTION_ROW (row),
                                  is_late ? "thecal-medium-symbolic"
                                          : thecal_calendar_row_get_icon (item->kind));
  lead_to (row, thecal_calendar_get_place (item));

  return row;
}

static GtkWidget *
more_row_new (char *title)
{
  g_autofree char *owned = title;
  GtkWidget *row = row_new (owned, _ ("In the calendar"));

  lead_to (row, THECAL_TODAY_CALENDAR);

  return row;
}

static void
append (ThecalTodayList *self, GtkWidget *row)
{
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* One row: the only thing that is due, or how many are. */
static void
fill_brief (ThecalTodayList *self, const ThecalToday *today, const ThecalCalendarInput *input)
{
  const guint n = today->n_due + today->n_more;

  if (n == 1)
    append (self, item_row_new (self, g_ptr_array_index (today->items, 0), input));
  else if (n > 1)
    append (self,
            more_row_new (g_strdup_printf (
                ngettext ("%u is due or overdue", "%u are due or overdue", n), n)));
}

static void
fill (ThecalTodayList *self, const ThecalToday *today, const ThecalCalendarInput *input)
{
  /* what is left out is more pressing than what comes next */
  const guint n = today->n_more > 0 ? today->n_due : today->items->len;

  if (today->n_due == 0)
    append (self,
            row_new (_ ("Nothing is written down for today"),
                     _ ("Listed here is only what the care plan and the diary have.")));
  for (guint i = 0; i < n; i++)
    append (self, item_row_new (self, g_ptr_array_index (today->items, i), input));
  if (today->n_more > 0)
    append (self,
            more_row_new (g_strdup_printf (
                ngettext ("%u more is due", "%u more are due", today->n_more), today->n_more)));
}

static void
clear (ThecalTodayList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
}

/* A new minute is no reason to make each row anew under the fingers of who reads them. */
static char *
fingerprint (ThecalTodayList *self, const ThecalToday *today, const ThecalCalendarInput *input)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%d %d %u %u", self->brief, self->narrow, today->n_due, today->n_more);
  for (guint i = 0; i < today->items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (today->items, i);
    g_autofree char *time = time_words (item, input);

    g_string_append_printf (text, ";%s %d %s", item->id, item->state, time);
  }

  return g_string_free (text, FALSE);
}

/* What was written down is asked for first: until then it is not known what is due. */
static void
update (ThecalTodayList *self)
{
  ThecalCalendarInput input;
  g_autoptr (GPtrArray) items = NULL;
  g_auto (ThecalToday) today = { 0 };
  g_autofree char *seen = NULL;
  const gboolean known =
      self->model != NULL && thecal_calendar_model_read (self->model, &input) &&
      (input.entries != NULL || !thecal_monitor_client_is_connected (self->client));

  gtk_widget_set_visible (GTK_WIDGET (self), known);
  if (!known)
    return;

  thecal_label_set (self->notice, thecal_calendar_model_get_notice (self->model));
  items = thecal_calendar_model_get_items (self->model, &input);
  today = thecal_calendar_choose_today (items, &input, DUE_MOST);
  seen = fingerprint (self, &today, &input);
  if (g_strcmp0 (seen, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&seen);
  clear (self);
  (self->brief ? fill_brief : fill) (self, &today, &input);
  gtk_widget_set_visible (self->list, gtk_widget_get_first_child (self->list) != NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group),
                                   self->brief ? "" : _ ("Today"));
}

/* Object. */

static void
thecal_today_list_dispose (GObject *object)
{
  ThecalTodayList *self = THECAL_TODAY_LIST (object);

  g_clear_object (&self->model);
  g_clear_object (&self->client);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (thecal_today_list_parent_class)->dispose (object);
}

static void
thecal_today_list_class_init (ThecalTodayListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_today_list_dispose;
}

static void
thecal_today_list_init (ThecalTodayList *self)
{
  self->group = adw_preferences_group_new ();
  self->notice = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->notice), 0);
  gtk_label_set_wrap (GTK_LABEL (self->notice), TRUE);
  gtk_widget_add_css_class (self->notice, "thecal-caption");
  gtk_widget_add_css_class (self->notice, "thecal-under-list");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Today"), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ ("Today"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->list);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->notice);
  adw_bin_set_child (ADW_BIN (self), self->group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
thecal_today_list_new (void)
{
  return g_object_new (THECAL_TYPE_TODAY_LIST, NULL);
}

void
thecal_today_list_start (ThecalTodayList *self, ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  if (self->model != NULL)
    return;

  self->client = g_object_ref (client);
  self->model = thecal_calendar_model_new (client, plan);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
thecal_today_list_set_brief (ThecalTodayList *self, gboolean brief)
{
  if (self->brief == brief)
    return;
  self->brief = brief;
  update (self);
}

void
thecal_today_list_set_narrow (ThecalTodayList *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  update (self);
}
