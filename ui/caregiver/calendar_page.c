/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/calendar_page.h"

#include <glib/gi18n.h>

#include "caregiver/appointment_dialog.h"
#include "caregiver/calendar_answers.h"
#include "caregiver/calendar_model.h"
#include "caregiver/calendar_month.h"
#include "caregiver/calendar_row.h"
#include "caregiver/calendar_save.h"
#include "core/plan/calendar_group.h"
#include "shared/labels.h"
#include "words/refill_words.h"

#define DONE_MOST 12 /* the newest */
#define TARGET_PX 44
#define CLAMP_PX 1120

struct _ThecalCalendarPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalCalendarModel *model;
  GtkWidget *stack, *notice, *head, *refill, *refill_value, *refill_detail, *actions, *columns;
  GtkWidget *agenda, *month, *done;
  gboolean done_open, narrow;
  char *shown; /* what the agenda is of: it is made anew only where that differs */
};

G_DEFINE_FINAL_TYPE (ThecalCalendarPage, thecal_calendar_page, ADW_TYPE_BIN)

static const char *const headings[THECAL_N_GROUPS] = {
  N_ ("Overdue"), N_ ("Today"), N_ ("Going on"), N_ ("In the next seven days"),
  N_ ("Later"),   N_ ("Done"),
};

/* The agenda. */

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
list_new (GPtrArray *items, const ThecalCalendarInput *input, gboolean narrow)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         thecal_calendar_row_new (g_ptr_array_index (items, i), input, narrow));

  return list;
}

/* What is done is folded away: it is there to be looked up. */
static GtkWidget *
fold_new (ThecalCalendarPage *self, GtkWidget *list, guint n)
{
  g_autofree char *label = g_strdup_printf (_ ("Done (%u)"), n);
  GtkWidget *fold = gtk_expander_new (label);

  gtk_expander_set_child (GTK_EXPANDER (fold), list);
  gtk_expander_set_expanded (GTK_EXPANDER (fold), self->done_open);
  gtk_widget_set_margin_top (list, 9);
  gtk_widget_add_css_class (fold, "thecal-fold");
  self->done = fold;

  return fold;
}

static GtkWidget *
section_new (ThecalCalendarGroup group, GtkWidget *list)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *heading = gtk_label_new (_ (headings[group]));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "thecal-heading");
  if (group == THECAL_GROUP_OVERDUE)
    gtk_widget_add_css_class (heading, "thecal-overdue");
  gtk_box_append (GTK_BOX (section), heading);
  gtk_box_append (GTK_BOX (section), list);

  return section;
}

static GPtrArray *
get_group (GPtrArray *items, const ThecalCalendarInput *input, ThecalCalendarGroup group)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++) {
    ThecalCalendarItem *item = g_ptr_array_index (items, i);

    if (thecal_calendar_get_group (item, input->now_us, input->zone) == group)
      g_ptr_array_add (found, item);
  }
  if (group == THECAL_GROUP_DONE && found->len > DONE_MOST)
    g_ptr_array_remove_range (found, 0, found->len - DONE_MOST);

  return found;
}

static void
fill_agenda (ThecalCalendarPage *self, GPtrArray *items, const ThecalCalendarInput *input)
{
  if (self->done != NULL)
    self->done_open = gtk_expander_get_expanded (GTK_EXPANDER (self->done));
  self->done = NULL;
  clear (self->agenda);
  for (int group = 0; group < THECAL_N_GROUPS; group++) {
    g_autoptr (GPtrArray) found = get_group (items, input, (ThecalCalendarGroup) group);
    GtkWidget *list;

    if (found->len == 0)
      continue;
    list = list_new (found, input, self->narrow);
    gtk_box_append (GTK_BOX (self->agenda),
                    group == THECAL_GROUP_DONE ? fold_new (self, list, found->len)
                                               : section_new ((ThecalCalendarGroup) group, list));
  }
}

/* The diary alone is no calendar. */
static gboolean
is_any_dated (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);

    if (item->kind != THECAL_CALENDAR_DIARY)
      return TRUE;
  }

  return FALSE;
}

/* A new minute is no reason to make each row anew under the fingers of who reads them. */
static char *
fingerprint (GPtrArray *items, const ThecalCalendarInput *input)
{
  g_autofree char *by = thecal_calendar_missed_words (input);
  GString *text = g_string_new (by);

  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);

    g_string_append_printf (text,
                            ";%s %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            item->id,
                            item->state,
                            item->from_us,
                            item->to_us);
  }
  g_string_append_printf (
      text, ";%" G_GINT64_FORMAT, thecal_calendar_get_day_us (input->now_us, 0, input->zone));

  return g_string_free (text, FALSE);
}

static void
update_head (ThecalCalendarPage *self, const ThecalCalendarInput *input)
{
  g_auto (ThecalRefillWords) words = { 0 };
  const gboolean known = thecal_refill_words_read (input, &words);

  thecal_label_set (self->refill_value, known ? words.value : _ ("No date is known"));
  thecal_label_set (self->refill_detail,
                    known ? words.detail : _ ("It is computed from the numbers of the printout."));
  (known && words.is_urgent ? gtk_widget_add_css_class
                            : gtk_widget_remove_css_class) (self->refill_detail, "thecal-overdue");
  thecal_label_set (self->notice, thecal_calendar_model_get_notice (self->model));
}

static void
update (ThecalCalendarPage *self)
{
  ThecalCalendarInput input;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *seen = NULL;

  if (!thecal_calendar_model_read (self->model, &input))
    return;

  items = thecal_calendar_model_get_items (self->model, &input);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    is_any_dated (items) ? "agenda" : "empty");
  update_head (self, &input);
  seen = fingerprint (items, &input);
  if (g_strcmp0 (seen, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&seen);
  fill_agenda (self, items, &input);
  thecal_calendar_month_update (THECAL_CALENDAR_MONTH (self->month));
}

/* Actions. */

void
thecal_calendar_page_move_refill (ThecalCalendarPage *self, GtkWidget *parent)
{
  thecal_appointment_dialog_move_refill (parent, self->model);
}

void
thecal_calendar_page_add_appointment (ThecalCalendarPage *self, GtkWidget *parent)
{
  thecal_appointment_dialog_add (parent, self->model);
}

void
thecal_calendar_page_export (ThecalCalendarPage *self, GtkWidget *parent, const char *folder)
{
  thecal_calendar_save (parent, self->model, folder);
}

static void
on_healed (GtkWidget *widget, const char *name, GVariant *parameter)
{
  thecal_calendar_ask_healed (widget, THECAL_CALENDAR_PAGE (widget)->model);
}

static void
on_kept (GtkWidget *widget, const char *name, GVariant *id)
{
  thecal_calendar_say_kept (
      widget, THECAL_CALENDAR_PAGE (widget)->model, g_variant_get_string (id, NULL));
}

/* Layout. */

void
thecal_calendar_page_set_narrow (ThecalCalendarPage *self, gboolean narrow)
{
  const GtkOrientation orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), orientation);
  gtk_widget_set_visible (self->month, !narrow);
  self->narrow = narrow;
  g_clear_pointer (&self->shown, g_free); /* the rows are laid out otherwise */
  update (self);
}

static GtkWidget *
label_new (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_action (ThecalCalendarPage *self, const char *label, const char *action, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_size_request (button, -1, TARGET_PX);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (self->actions), button);
}

static GtkWidget *
head_new (ThecalCalendarPage *self)
{
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  self->refill = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->actions = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_set_hexpand (self->refill, TRUE);
  gtk_widget_set_valign (self->refill, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->actions, GTK_ALIGN_CENTER);
  label_new (self->refill, _ ("Next refill"), "thecal-heading");
  self->refill_value = label_new (self->refill, NULL, "thecal-dates");
  self->refill_detail = label_new (self->refill, NULL, "thecal-age");
  add_action (self, _ ("Move the refill…"), "win.move-refill", TRUE);
  add_action (self, _ ("Add an appointment…"), "win.add-appointment", FALSE);
  add_action (self, _ ("Save for my phone…"), "win.export-calendar", FALSE);
  gtk_box_append (GTK_BOX (self->head), self->refill);
  gtk_box_append (GTK_BOX (self->head), self->actions);
  gtk_widget_add_css_class (self->head, "card");
  gtk_widget_add_css_class (self->head, "thecal-card");

  return self->head;
}

static GtkWidget *
agenda_new (ThecalCalendarPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->notice = label_new (column, NULL, "thecal-part-urgent");
  gtk_widget_set_visible (self->notice, FALSE);
  gtk_box_append (GTK_BOX (column), head_new (self));
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  self->agenda = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  gtk_widget_set_hexpand (self->agenda, TRUE);
  self->month = thecal_calendar_month_new ();
  gtk_widget_set_valign (self->month, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->columns), self->agenda);
  gtk_box_append (GTK_BOX (self->columns), self->month);
  gtk_box_append (GTK_BOX (column), self->columns);
  gtk_widget_add_css_class (column, "thecal-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), CLAMP_PX);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), CLAMP_PX);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);

  return scrolled;
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *enter = gtk_button_new_with_label (_ ("Enter the printout"));
  GtkWidget *add = gtk_button_new_with_label (_ ("Add an appointment…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (enter), "win.enter-printout");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.add-appointment");
  gtk_widget_add_css_class (enter, "pill");
  gtk_widget_add_css_class (enter, "suggested-action");
  gtk_widget_add_css_class (add, "pill");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), enter);
  gtk_box_append (GTK_BOX (box), add);

  return g_object_new (ADW_TYPE_STATUS_PAGE,
                       "icon-name",
                       "thecal-calendar-symbolic",
                       "title",
                       _ ("No date is known yet"),
                       "description",
                       _ ("With the numbers of the printout Thecal computes by when the pump must "
                          "be refilled."),
                       "child",
                       box,
                       NULL);
}

static void
thecal_calendar_page_dispose (GObject *object)
{
  ThecalCalendarPage *self = THECAL_CALENDAR_PAGE (object);

  if (self->month != NULL)
    thecal_calendar_month_set_reader (THECAL_CALENDAR_MONTH (self->month), NULL, NULL);
  self->month = NULL;
  g_clear_object (&self->client);
  g_clear_object (&self->model);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (thecal_calendar_page_parent_class)->dispose (object);
}

static void
thecal_calendar_page_class_init (ThecalCalendarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_calendar_page_dispose;
  gtk_widget_class_install_action (widget_class, "calendar.healed", NULL, on_healed);
  gtk_widget_class_install_action (widget_class, "calendar.kept", "s", on_kept);
}

static void
thecal_calendar_page_init (ThecalCalendarPage *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), empty_new (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), agenda_new (self), "agenda");
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  adw_bin_set_child (ADW_BIN (self), self->stack);
}

static gboolean
read_model (ThecalCalendarInput *out, gpointer user_data)
{
  return thecal_calendar_model_read (THECAL_CALENDAR_PAGE (user_data)->model, out);
}

GtkWidget *
thecal_calendar_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalCalendarPage *self = g_object_new (THECAL_TYPE_CALENDAR_PAGE, NULL);

  self->client = g_object_ref (client);
  self->model = thecal_calendar_model_new (client, plan);
  thecal_calendar_month_set_reader (THECAL_CALENDAR_MONTH (self->month), read_model, self);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
