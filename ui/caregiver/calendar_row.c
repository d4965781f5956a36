/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/calendar_row.h"

#include <glib/gi18n.h>

#include "words/calendar_words.h"
#include "words/refill_words.h"

#define TARGET_PX 44

static const char *const icons[THECAL_N_CALENDAR_KINDS] = {
  [THECAL_CALENDAR_REFILL_WINDOW] = "thecal-calendar-symbolic",
  [THECAL_CALENDAR_REFILL_BY] = "thecal-pump-symbolic",
  [THECAL_CALENDAR_APPOINTMENT] = "thecal-place-symbolic",
  [THECAL_CALENDAR_POST_OP] = "thecal-check-symbolic",
  [THECAL_CALENDAR_WATCH] = "thecal-clock-symbolic",
  [THECAL_CALENDAR_INFECTION_WATCH] = "thecal-symptoms-symbolic",
  [THECAL_CALENDAR_TITRATION] = "thecal-place-symbolic",
  [THECAL_CALENDAR_TABLETS] = "thecal-printout-symbolic",
  [THECAL_CALENDAR_REPLACEMENT] = "thecal-battery-symbolic",
  [THECAL_CALENDAR_WEANING] = "thecal-printout-symbolic",
  [THECAL_CALENDAR_EXERCISE] = "thecal-check-symbolic",
  [THECAL_CALENDAR_DIARY] = "thecal-diary-symbolic",
};

const char *
thecal_calendar_row_get_icon (ThecalCalendarKind kind)
{
  return icons[kind];
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_button (GtkWidget *buttons, const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_size_request (button, -1, TARGET_PX);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (buttons), button);
}

static void
add_visit_buttons (GtkWidget *buttons, const ThecalCalendarItem *item)
{
  const gboolean is_refill = g_strcmp0 (item->step, "refill") == 0;

  if (is_refill && item->state != THECAL_CALENDAR_DONE)
    add_button (buttons, _ ("Move the refill…"), "win.move-refill", NULL);
  if (is_refill && (item->state == THECAL_CALENDAR_PASSED || item->state == THECAL_CALENDAR_NOW))
    add_button (buttons, _ ("Record the refill…"), "win.refill", NULL);
  if (!is_refill && item->state == THECAL_CALENDAR_PASSED &&
      g_str_has_prefix (item->id, "appointment."))
    add_button (buttons, _ ("It took place"), "calendar.kept", item->id);
  if (g_str_equal (item->id, "next-visit"))
    add_button (buttons, _ ("Add an appointment…"), "win.add-appointment", NULL);
}

static void
add_buttons (GtkWidget *buttons, const ThecalCalendarItem *item)
{
  const gboolean due = item->state == THECAL_CALENDAR_NOW || item->state == THECAL_CALENDAR_PASSED;

  if (item->kind == THECAL_CALENDAR_APPOINTMENT)
    add_visit_buttons (buttons, item);
  if (item->state == THECAL_CALENDAR_HELD)
    add_button (buttons, _ ("Has it healed?"), "calendar.healed", NULL);
  if (item->kind == THECAL_CALENDAR_POST_OP && g_strcmp0 (item->step, "visit") == 0 && due)
    add_button (buttons, _ ("Add an appointment…"), "win.add-appointment", NULL);
  if (item->kind == THECAL_CALENDAR_WATCH && item->state == THECAL_CALENDAR_NOW)
    add_button (buttons, _ ("Go through the questions"), "win.symptoms", NULL);
  if (item->kind == THECAL_CALENDAR_DIARY)
    add_button (buttons, _ ("Write today's entry"), "win.diary-today", NULL);
}

/* What a missed refill means is told in place of the general words. */
static char *
describe (const ThecalCalendarItem *item, const ThecalCalendarInput *input)
{
  g_autofree char *detail =
      thecal_calendar_detail (item, input->document, input->now_us, input->zone);

  if (item->kind == THECAL_CALENDAR_APPOINTMENT && g_strcmp0 (item->step, "refill") == 0 &&
      item->state == THECAL_CALENDAR_PASSED)
    return thecal_calendar_missed_words (input);
  if (thecal_calendar_is_late_visit (item, input))
    return thecal_calendar_move_words (input, item->from_us);
  if (detail == NULL)
    return g_strdup (thecal_calendar_meaning (item));

  return g_strconcat (thecal_calendar_meaning (item), "\n", detail, NULL);
}

GtkWidget *
thecal_calendar_row_new (const ThecalCalendarItem *item,
                         const ThecalCalendarInput *input,
                         gboolean narrow)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *buttons =
      gtk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (thecal_calendar_row_get_icon (item->kind));
  g_autofree char *when = thecal_calendar_when (item, input->now_us, input->zone);
  g_autofree char *distance = thecal_calendar_distance (item, input->now_us, input->zone);
  g_autofree char *time = g_strconcat (when, *distance != '\0' ? " · " : "", distance, NULL);
  g_autofree char *meaning = describe (item, input);
  g_autofree char *name = g_strdup_printf ("%s: %s", thecal_calendar_title (item), time);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "thecal-agenda");
  if (item->state == THECAL_CALENDAR_PASSED || thecal_calendar_is_late_visit (item, input))
    gtk_widget_add_css_class (row, "thecal-overdue");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (icon, "thecal-part-icon");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  add_label (words, thecal_calendar_title (item), "thecal-agenda-title");
  add_label (words, time, "thecal-agenda-when");
  add_label (words, meaning, "thecal-caption");
  gtk_widget_add_css_class (buttons, "thecal-agenda-buttons");
  gtk_widget_set_halign (buttons, GTK_ALIGN_START);
  add_buttons (buttons, item);
  gtk_widget_set_visible (buttons, gtk_widget_get_first_child (buttons) != NULL);
  gtk_box_append (GTK_BOX (words), buttons);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}
