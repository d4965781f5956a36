/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <adwaita.h>

#include "caregiver/appointment_dialog.h"

#include <glib/gi18n.h>

#include "core/plan/calendar_group.h"
#include "core/plan/typed_value.h"
#include "files/plan_store.h"
#include "shared/labels.h"
#include "words/calendar_words.h"
#include "words/clock_words.h"
#include "words/refill_words.h"

static const struct {
  const char *kind, *label; /* as [appointment] Kind has it */
} kinds[] = {
  { "refill", N_ ("Refill of the pump") },
  { "post-op", N_ ("After the operation") },
  { "replacement", N_ ("Replacement of the pump") },
  { "other", N_ ("Other visit") },
};

struct _ThecalAppointmentDialog {
  AdwWindow parent_instance;
  ThecalCalendarModel *model;
  GtkWidget *intro, *kind, *date, *time, *verdict, *verdict_icon, *verdict_box, *save;
  GtkWidget *calendar;
  char *group;         /* of the plan; owned */
  gboolean may_refill; /* the kinds begin with it */
  gboolean moves;      /* the kind is not asked for */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalAppointmentDialog, thecal_appointment_dialog, ADW_TYPE_WINDOW)

/* What was typed. */

static const char *
get_kind (ThecalAppointmentDialog *self)
{
  const guint first = self->may_refill ? 0 : 1;

  if (self->moves)
    return "refill";

  return kinds[first + adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind))].kind;
}

/* Day and time together; NULL: no day yet. (transfer full) */
static char *
get_typed (ThecalAppointmentDialog *self)
{
  g_autofree char *day = NULL;

  if (thecal_typed_date (gtk_editable_get_text (GTK_EDITABLE (self->date)), &day) !=
      THECAL_TYPED_READ)
    return NULL;

  return g_strdup_printf ("%s %s", day, gtk_editable_get_text (GTK_EDITABLE (self->time)));
}

/* NULL: not a date and a time yet. (transfer full) */
static char *
get_moment (ThecalAppointmentDialog *self, GTimeZone *zone, gint64 *out_us)
{
  g_autofree char *typed = get_typed (self);
  g_autofree char *moment = NULL;

  if (typed == NULL || thecal_typed_moment (typed, zone, &moment) != THECAL_TYPED_READ ||
      strchr (moment, 'T') == NULL || !thecal_time_parse (moment, zone, out_us))
    return NULL;

  return g_steal_pointer (&moment);
}

static void
show_verdict (ThecalAppointmentDialog *self, const char *words, const char *css_class)
{
  static const struct {
    const char *css_class, *icon_name;
  } looks[] = {
    { "thecal-high", "thecal-high-symbolic" },
    { "thecal-medium", "thecal-medium-symbolic" },
    { "thecal-low", "thecal-low-symbolic" },
  };

  gtk_widget_set_visible (self->verdict_box, words != NULL);
  thecal_label_set (self->verdict, words != NULL ? words : "");
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++) {
    const gboolean on = g_strcmp0 (looks[i].css_class, css_class) == 0;

    (on ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->verdict_box,
                                                                   looks[i].css_class);
    if (on)
      gtk_image_set_from_icon_name (GTK_IMAGE (self->verdict_icon), looks[i].icon_name);
  }
}

/* Nothing yet, or a time that the clocks leave out or show twice. */
static void
show_odd_hour (ThecalAppointmentDialog *self, GTimeZone *zone)
{
  g_autofree char *typed = get_typed (self);
  const ThecalClockTime clock = thecal_typed_clock (typed != NULL ? typed : "", zone);
  g_autofree char *words = thecal_clock_time_words (&clock);

  show_verdict (self, *words != '\0' ? words : NULL, "thecal-medium");
}

static void
judge_refill (ThecalAppointmentDialog *self, const ThecalCalendarInput *input, gint64 at_us)
{
  g_autofree char *words = thecal_calendar_move_words (input, at_us);

  switch (thecal_calendar_judge_move (input, at_us)) {
  case THECAL_MOVE_PAST:
  case THECAL_MOVE_TOO_LATE:
    show_verdict (self, words, "thecal-high");
    return;
  case THECAL_MOVE_AFTER_DAY:
    show_verdict (self, words, "thecal-medium");
    return;
  case THECAL_MOVE_IN_TIME:
    show_verdict (self, words, "thecal-low");
    return;
  }
}

/* TRUE: it may be saved. */
static gboolean
judge (ThecalAppointmentDialog *self)
{
  ThecalCalendarInput input;
  gint64 at_us = THECAL_UNKNOWN_US;
  g_autofree char *moment = NULL;

  if (!thecal_calendar_model_read (self->model, &input))
    return FALSE;
  moment = get_moment (self, input.zone, &at_us);
  if (moment == NULL) {
    show_odd_hour (self, input.zone);
    return FALSE;
  }
  if (g_str_equal (get_kind (self), "refill"))
    judge_refill (self, &input, at_us);
  else
    show_verdict (self, at_us <= input.now_us ? _ ("This time has passed.") : NULL, "thecal-high");

  return at_us > input.now_us;
}

static void
on_typed (ThecalAppointmentDialog *self)
{
  gtk_widget_remove_css_class (self->date, "error");
  gtk_widget_remove_css_class (self->time, "error");
  gtk_widget_set_sensitive (self->save, judge (self));
}

static void
on_day_chosen (ThecalAppointmentDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *text = g_date_time_format (day, "%F");

  gtk_editable_set_text (GTK_EDITABLE (self->date), text);
}

/* Saving. */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalAppointmentDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (thecal_plan_store_finish (result, &error)) {
    thecal_plan_watch_reload (thecal_calendar_model_get_plan (self->model));
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  gtk_widget_set_sensitive (self->save, TRUE);
  show_verdict (self, error->message, "thecal-high");
}

static void
on_save (ThecalAppointmentDialog *self)
{
  ThecalPlanWatch *plan = thecal_calendar_model_get_plan (self->model);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 at_us;
  g_autofree char *moment = get_moment (self, zone, &at_us);
  const ThecalPlanValue values[] = {
    { self->group, "Kind", get_kind (self) },
    { self->group, "At", moment },
  };

  if (moment == NULL || !judge (self))
    return;
  gtk_widget_set_sensitive (self->save, FALSE);
  thecal_plan_store_set_async (thecal_plan_watch_get_path (plan),
                               thecal_plan_watch_get_state_dir (plan),
                               values,
                               G_N_ELEMENTS (values),
                               self->cancellable,
                               on_saved,
                               g_object_ref (self));
}

/* Layout. */

static GtkWidget *
day_button_new (ThecalAppointmentDialog *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = gtk_calendar_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), self->calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "thecal-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, 44, 44);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (on_day_chosen), self);

  return button;
}

static GtkWidget *
entry_new (ThecalAppointmentDialog *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (on_save), self);

  return row;
}

static GtkWidget *
header_new (ThecalAppointmentDialog *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  self->save = gtk_button_new_with_label (_ ("Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_sensitive (self->save, FALSE);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);

  return bar;
}

static GtkWidget *
verdict_new (ThecalAppointmentDialog *self)
{
  self->verdict_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->verdict_icon = gtk_image_new ();
  self->verdict = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->verdict), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->verdict), 0);
  gtk_widget_set_hexpand (self->verdict, TRUE);
  gtk_widget_set_valign (self->verdict_icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->verdict_icon, "thecal-glyph");
  gtk_widget_add_css_class (self->verdict_box, "thecal-note");
  gtk_widget_set_visible (self->verdict_box, FALSE);
  gtk_box_append (GTK_BOX (self->verdict_box), self->verdict_icon);
  gtk_box_append (GTK_BOX (self->verdict_box), self->verdict);

  return self->verdict_box;
}

static GtkWidget *
body_new (ThecalAppointmentDialog *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new ();

  self->intro = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->intro), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->intro), 0);
  self->kind = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind), _ ("What for"));
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (on_typed), self);
  self->date = entry_new (self, _ ("Date, as in 2026-11-24"));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->date), day_button_new (self));
  self->time = entry_new (self, _ ("Time, as in 09:30"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->kind);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->date);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->time);
  gtk_box_append (GTK_BOX (box), self->intro);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), verdict_new (self));
  gtk_widget_add_css_class (box, "thecal-page");
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static void
thecal_appointment_dialog_dispose (GObject *object)
{
  ThecalAppointmentDialog *self = THECAL_APPOINTMENT_DIALOG (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->group, g_free);

  G_OBJECT_CLASS (thecal_appointment_dialog_parent_class)->dispose (object);
}

static void
thecal_appointment_dialog_finalize (GObject *object)
{
  g_object_unref (THECAL_APPOINTMENT_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (thecal_appointment_dialog_parent_class)->finalize (object);
}

static void
thecal_appointment_dialog_class_init (ThecalAppointmentDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_appointment_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_appointment_dialog_finalize;
  gtk_widget_class_add_binding_action (
      GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
thecal_appointment_dialog_init (ThecalAppointmentDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 460);
  gtk_box_append (GTK_BOX (box), header_new (self));
  gtk_box_append (GTK_BOX (box), body_new (self));
  adw_window_set_content (ADW_WINDOW (self), box);
}

static ThecalAppointmentDialog *
dialog_new (GtkWidget *parent, ThecalCalendarModel *model)
{
  ThecalAppointmentDialog *self = g_object_new (
      THECAL_TYPE_APPOINTMENT_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);

  self->model = g_object_ref (model);

  return self;
}

static void
fill (ThecalAppointmentDialog *self,
      const ThecalCalendarItem *visit,
      const ThecalCalendarInput *input)
{
  g_autofree char *when = thecal_calendar_when (visit, input->now_us, input->zone);
  g_autofree char *words = g_strdup_printf (
      _ ("Booked so far: %s. Call the pump team for another date, then write it here."), when);
  g_autofree char *moment = thecal_clock_time_format (visit->from_us, input->zone);
  g_auto (GStrv) parts = g_strsplit (moment != NULL ? moment : "", " ", 2);

  thecal_label_set (self->intro, words);
  gtk_editable_set_text (GTK_EDITABLE (self->date), parts[0] != NULL ? parts[0] : "");
  gtk_editable_set_text (GTK_EDITABLE (self->time), g_strv_length (parts) > 1 ? parts[1] : "");
}

void
thecal_appointment_dialog_move_refill (GtkWidget *parent, ThecalCalendarModel *model)
{
  ThecalAppointmentDialog *self;
  ThecalCalendarInput input;
  g_autoptr (GPtrArray) items = NULL;
  const ThecalCalendarItem *visit;

  if (!thecal_calendar_model_read (model, &input))
    return;

  self = dialog_new (parent, model);
  items = thecal_calendar_get_items (&input, THECAL_UNKNOWN_US, THECAL_NEVER_US);
  visit = thecal_calendar_find_refill (items);
  self->moves = self->may_refill = TRUE;
  self->group = visit != NULL ? thecal_calendar_get_plan_group (visit)
                              : thecal_calendar_new_plan_group (&input.document->plan);
  gtk_widget_set_visible (self->kind, FALSE);
  gtk_window_set_title (GTK_WINDOW (self),
                        visit != NULL ? _ ("Move the refill") : _ ("Book the refill"));
  thecal_label_set (self->intro, _ ("Call the pump team for a date, then write it here."));
  if (visit != NULL)
    fill (self, visit, &input);
  gtk_window_set_focus (GTK_WINDOW (self), self->date);
  gtk_window_present (GTK_WINDOW (self));
}

void
thecal_appointment_dialog_add (GtkWidget *parent, ThecalCalendarModel *model)
{
  ThecalAppointmentDialog *self;
  ThecalCalendarInput input;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  if (!thecal_calendar_model_read (model, &input))
    return;

  self = dialog_new (parent, model);
  items = thecal_calendar_get_items (&input, THECAL_UNKNOWN_US, THECAL_NEVER_US);
  self->may_refill = thecal_calendar_find_refill (items) == NULL;
  self->group = thecal_calendar_new_plan_group (&input.document->plan);
  for (gsize i = self->may_refill ? 0 : 1; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (labels, _ (kinds[i].label));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->kind), G_LIST_MODEL (labels));
  gtk_window_set_title (GTK_WINDOW (self), _ ("Add an appointment"));
  thecal_label_set (self->intro,
                    self->may_refill ? ""
                                     : _ ("A refill visit is booked already: to change it, choose "
                                          "\"Move the refill\"."));
  gtk_window_set_focus (GTK_WINDOW (self), self->date);
  gtk_window_present (GTK_WINDOW (self));
}
