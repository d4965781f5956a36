/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/day_chooser.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/diary/day_choice.h"
#include "shared/day.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/setup_words.h"
#include "words/diary_words.h"

#define DAYS 7 /* before today, each with a button */

struct _ThecalDayChooser {
  GtkPopover parent_instance;
  ThecalEntryBook *book;
  GtkWidget *parts; /* the week, or an earlier day */
  GtkWidget *week, *typed, *calendar, *words, *open;
  gulong selected;     /* a day of the calendar */
  gint64 day_us[DAYS]; /* noon of each day of the week as it is shown */
  gint64 shown_us;     /* of the day last chosen; THECAL_UNKNOWN_US none */
};

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalDayChooser, thecal_day_chooser, GTK_TYPE_POPOVER)

static void
choose (ThecalDayChooser *self, gint64 at_us)
{
  self->shown_us = at_us;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, at_us);
}

/* The week. */

static void
on_day (GtkWidget *button, ThecalDayChooser *self)
{
  const int days = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "thecal-days"));

  choose (self, self->day_us[days - 1]);
}

/* What stands at the end of the line: the stiffness that was entered, or that nothing was. */
static GtkWidget *
state_new (const ThecalEntry *entry)
{
  const double stiffness = entry != NULL ? thecal_entry_get_number (entry, "stiffness") : NAN;
  g_autofree char *text = isnan (stiffness) ? NULL : g_strdup_printf ("%.0f", stiffness);
  GtkWidget *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (text != NULL)
    gtk_box_append (GTK_BOX (state), gtk_label_new (text));
  gtk_box_append (
      GTK_BOX (state),
      gtk_image_new_from_icon_name (entry != NULL ? "thecal-check-symbolic" : "list-add-symbolic"));
  gtk_widget_set_hexpand (state, TRUE);
  gtk_widget_set_halign (state, GTK_ALIGN_END);

  return state;
}

/* "Tuesday 24 November, stiffness 4", for who hears the button. */
static char *
speak (const char *day, const ThecalEntry *entry)
{
  g_autofree char *sentence = entry != NULL ? thecal_diary_day_sentence (entry, TRUE) : NULL;

  if (sentence == NULL)
    return g_strdup_printf (_ ("%s, no entry yet"), day);

  return g_strdup_printf ("%s, %s", day, *sentence != '\0' ? sentence : _ ("entered"));
}

static GtkWidget *
day_button_new (ThecalDayChooser *self, int days, gint64 now_us, GTimeZone *zone)
{
  const gint64 from_us = thecal_day_get_start_us (now_us, -days, zone);
  const gint64 to_us = thecal_day_get_start_us (now_us, 1 - days, zone);
  const gint64 at_us = thecal_day_get_noon_us (from_us, zone);
  const ThecalEntry *entry =
      thecal_entry_book_find (self->book, THECAL_ENTRY_DIARY, from_us, to_us);
  g_autofree char *day = thecal_diary_date_title (at_us, now_us, zone);
  g_autofree char *spoken = speak (day, entry);
  GtkWidget *button = gtk_button_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_append (GTK_BOX (line), gtk_label_new (day));
  gtk_box_append (GTK_BOX (line), state_new (entry));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "thecal-choose-day");
  if (entry != NULL)
    gtk_widget_add_css_class (button, "thecal-has-entry");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  self->day_us[days - 1] = at_us;
  g_object_set_data (G_OBJECT (button), "thecal-days", GINT_TO_POINTER (days));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_day), self, 0);

  return button;
}

static void
fill_week (ThecalDayChooser *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const gint64 now_us = thecal_now ().wall_us;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->week)) != NULL)
    gtk_box_remove (GTK_BOX (self->week), child);
  for (int days = 1; days <= DAYS; days++)
    gtk_box_append (GTK_BOX (self->week), day_button_new (self, days, now_us, zone));
}

/* An earlier day. */

static ThecalDayChoice
read_typed (ThecalDayChooser *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return thecal_day_choice_read (
      gtk_editable_get_text (GTK_EDITABLE (self->typed)), thecal_now ().wall_us, zone);
}

static void
on_calendar (ThecalDayChooser *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *text = g_date_time_format (day, "%F");

  gtk_editable_set_text (GTK_EDITABLE (self->typed), text);
}

/* The calendar follows what is typed, and says nothing of it. */
static void
show_in_calendar (ThecalDayChooser *self, gint64 at_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) day = g_date_time_to_timezone (utc, zone);

  g_signal_handler_block (self->calendar, self->selected);
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  g_signal_handler_unblock (self->calendar, self->selected);
}

static void
on_typed (ThecalDayChooser *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const ThecalDayChoice choice = read_typed (self);
  const gboolean may = choice.when == THECAL_DAY_TODAY || choice.when == THECAL_DAY_BEFORE;
  g_autofree char *day = NULL;

  if (choice.when != THECAL_DAY_UNREAD) {
    day = thecal_diary_date_title (choice.at_us, thecal_now ().wall_us, zone);
    show_in_calendar (self, choice.at_us, zone);
  }
  if (choice.when == THECAL_DAY_AHEAD)
    thecal_label_set (self->words, _ ("This day is still to come."));
  else
    thecal_label_set (self->words,
                      day != NULL ? day : thecal_typed_words (choice.read, THECAL_UNIT_NONE));
  gtk_widget_set_sensitive (self->open, may);
}

static void
on_open (ThecalDayChooser *self)
{
  const ThecalDayChoice choice = read_typed (self);

  if (choice.when == THECAL_DAY_TODAY || choice.when == THECAL_DAY_BEFORE)
    choose (self, choice.at_us);
}

/* The day that was chosen last, where the buttons of the week do not have it; else the one before
 * them. */
static gint64
get_first_us (ThecalDayChooser *self, GTimeZone *zone)
{
  const gint64 before_us = thecal_day_get_start_us (thecal_now ().wall_us, -DAYS - 1, zone);

  return self->shown_us != THECAL_UNKNOWN_US && self->shown_us < before_us
             ? self->shown_us
             : thecal_day_get_noon_us (before_us, zone);
}

static void
on_earlier (ThecalDayChooser *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  show_in_calendar (self, get_first_us (self, zone), zone);
  on_calendar (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->parts), "earlier");
  gtk_widget_grab_focus (self->typed);
}

static void
on_back (ThecalDayChooser *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->parts), "week");
  gtk_widget_grab_focus (gtk_widget_get_first_child (self->week));
}

/* Building. */

static GtkWidget *
button_new (ThecalDayChooser *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
week_new (ThecalDayChooser *self)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *earlier = button_new (self, _ ("An earlier day…"), G_CALLBACK (on_earlier));

  self->week = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (earlier)), GTK_ALIGN_START);
  gtk_widget_add_css_class (earlier, "flat");
  gtk_widget_add_css_class (earlier, "thecal-choose-day");
  gtk_box_append (GTK_BOX (part), self->week);
  gtk_box_append (GTK_BOX (part), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (part), earlier);

  return part;
}

static GtkWidget *
typed_new (ThecalDayChooser *self)
{
  GtkWidget *typed = gtk_entry_new ();

  gtk_widget_add_css_class (typed, "thecal-text-line");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (typed), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Date of the earlier day"), -1);
  g_signal_connect_object (typed, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (typed, "activate", G_CALLBACK (on_open), self, G_CONNECT_SWAPPED);

  return typed;
}

static GtkWidget *
earlier_new (ThecalDayChooser *self)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *back = button_new (self, _ ("Last 7 days"), G_CALLBACK (on_back));

  self->typed = typed_new (self);
  self->calendar = gtk_calendar_new ();
  self->words = gtk_label_new (NULL);
  self->open = button_new (self, _ ("Open this day"), G_CALLBACK (on_open));
  self->selected = g_signal_connect_object (
      self->calendar, "day-selected", G_CALLBACK (on_calendar), self, G_CONNECT_SWAPPED);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->words), 30);
  gtk_widget_add_css_class (self->words, "thecal-field-title");
  gtk_widget_add_css_class (self->open, "suggested-action");
  gtk_widget_add_css_class (self->open, "thecal-act");
  gtk_widget_add_css_class (back, "thecal-act");
  gtk_widget_set_hexpand (self->open, TRUE);
  gtk_box_append (GTK_BOX (foot), back);
  gtk_box_append (GTK_BOX (foot), self->open);
  gtk_box_append (GTK_BOX (part), self->typed);
  gtk_box_append (GTK_BOX (part), self->calendar);
  gtk_box_append (GTK_BOX (part), self->words);
  gtk_box_append (GTK_BOX (part), foot);

  return part;
}

static void
thecal_day_chooser_map (GtkWidget *widget)
{
  ThecalDayChooser *self = THECAL_DAY_CHOOSER (widget);

  fill_week (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->parts), "week");

  GTK_WIDGET_CLASS (thecal_day_chooser_parent_class)->map (widget);
}

static void
thecal_day_chooser_dispose (GObject *object)
{
  g_clear_object (&THECAL_DAY_CHOOSER (object)->book);

  G_OBJECT_CLASS (thecal_day_chooser_parent_class)->dispose (object);
}

static void
thecal_day_chooser_class_init (ThecalDayChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_day_chooser_dispose;
  GTK_WIDGET_CLASS (klass)->map = thecal_day_chooser_map;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         THECAL_TYPE_DAY_CHOOSER,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_INT64);
}

static void
thecal_day_chooser_init (ThecalDayChooser *self)
{
  self->shown_us = THECAL_UNKNOWN_US;
  self->parts = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->parts), FALSE);
  gtk_stack_add_named (GTK_STACK (self->parts), week_new (self), "week");
  gtk_stack_add_named (GTK_STACK (self->parts), earlier_new (self), "earlier");
  gtk_popover_set_child (GTK_POPOVER (self), self->parts);
}

GtkWidget *
thecal_day_chooser_new (ThecalEntryBook *book)
{
  ThecalDayChooser *self = g_object_new (THECAL_TYPE_DAY_CHOOSER, NULL);

  self->book = g_object_ref (book);

  return GTK_WIDGET (self);
}
