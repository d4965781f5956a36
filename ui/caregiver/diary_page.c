/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/diary_page.h"

#include <glib/gi18n.h>

#include "caregiver/day_chooser.h"
#include "caregiver/diary_lists.h"
#include "caregiver/diary_today.h"
#include "caregiver/diary_trend.h"
#include "caregiver/entry_screen.h"
#include "shared/day.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/person.h"
#include "words/diary_words.h"

#define WIDTH 1120
#define ASIDE_WIDTH 380
#define DAYS_FIRST 14
#define DAYS_MORE 28
#define UNDO_S 15

struct _ThecalDiaryPage {
  AdwBin parent_instance;
  ThecalEntryBook *book;
  ThecalPlanWatch *plan;
  GtkWidget *toasts, *columns, *aside, *waiting, *none, *today, *trend;
  GtkWidget *days, *more, *questions, *medicines, *wounds;
  guint n_days;
  gint64 today_us; /* start of the day that is shown */
};

G_DEFINE_FINAL_TYPE (ThecalDiaryPage, thecal_diary_page, ADW_TYPE_BIN)

/* What is shown. */

static void
show_waiting (ThecalDiaryPage *self)
{
  const guint n = thecal_entry_book_count_waiting (self->book);
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u entry waits for Thecal's monitor. It is kept on this computer.",
                "%u entries wait for Thecal's monitor. They are kept on this computer.",
                n),
      n);

  thecal_label_set (self->waiting, n > 0 ? words : "");
}

static void
refresh (ThecalDiaryPage *self)
{
  g_autoptr (GPtrArray) entries = thecal_entry_book_get (self->book, THECAL_ENTRY_DIARY);
  const gboolean has = entries->len > 0;

  show_waiting (self);
  gtk_widget_set_visible (self->none, !has && thecal_entry_book_is_read (self->book));
  gtk_widget_set_visible (self->today, has);
  gtk_widget_set_visible (self->days, has);
  thecal_diary_today_set (THECAL_DIARY_TODAY (self->today), self->book, self->plan);
  thecal_diary_trend_set (THECAL_DIARY_TREND (self->trend), self->book);
  gtk_widget_set_visible (
      self->more,
      thecal_diary_lists_set_days (THECAL_ENTRY_LIST (self->days), self->book, self->n_days));
  thecal_diary_lists_set_questions (THECAL_ENTRY_LIST (self->questions), self->book);
  thecal_diary_lists_set_medicines (THECAL_ENTRY_LIST (self->medicines), self->book, self->plan);
  thecal_diary_lists_set_wounds (THECAL_ENTRY_LIST (self->wounds), self->book, self->plan);
}

static void
on_more (ThecalDiaryPage *self)
{
  self->n_days += DAYS_MORE;
  refresh (self);
}

/* Opening one. */

static void
on_undo (AdwToast *toast, ThecalDiaryPage *self)
{
  const ThecalEntry *entry = g_object_get_data (G_OBJECT (toast), "thecal-entry");

  thecal_entry_book_save_async (self->book, entry, NULL, NULL);
}

static void
on_taken_back (const ThecalEntry *entry, gpointer page)
{
  ThecalDiaryPage *self = THECAL_DIARY_PAGE (page);
  AdwToast *toast = adw_toast_new (_ ("Entry taken back"));
  ThecalEntry *again = thecal_entry_copy (entry);

  thecal_entry_set_withdrawn (again, false);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, UNDO_S);
  g_object_set_data_full (
      G_OBJECT (toast), "thecal-entry", again, (GDestroyNotify) thecal_entry_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static const char *
title_of (ThecalEntryKind kind)
{
  if (kind == THECAL_ENTRY_WOUND)
    return _ ("Wound");
  if (kind == THECAL_ENTRY_MEDICINE)
    return _ ("Medicine");
  if (kind == THECAL_ENTRY_QUESTION)
    return _ ("Question");

  return _ ("Diary");
}

static void
open_entry (ThecalDiaryPage *self, const ThecalEntry *entry, gboolean is_new)
{
  GtkWidget *view = thecal_entry_view_new (self->book, self->plan, entry, is_new);

  thecal_entry_screen_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                            view,
                            title_of (thecal_entry_get_kind (entry)),
                            on_taken_back,
                            G_OBJECT (self));
}

static void
open_new (ThecalDiaryPage *self, ThecalEntryKind kind, gint64 at_us)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *by = thecal_person_get_name ();
  g_autoptr (ThecalEntry) entry = thecal_entry_new (kind, id, at_us);

  thecal_entry_set_by (entry, by);
  open_entry (self, entry, TRUE);
}

/* The entry of the day of @at_us, a new one where it has none. */
static void
open_day (ThecalDiaryPage *self, gint64 at_us)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const ThecalEntry *entry = thecal_entry_book_find (self->book,
                                                     THECAL_ENTRY_DIARY,
                                                     thecal_day_get_start_us (at_us, 0, zone),
                                                     thecal_day_get_start_us (at_us, 1, zone));

  if (entry != NULL)
    open_entry (self, entry, FALSE);
  else
    open_new (self, THECAL_ENTRY_DIARY, at_us);
}

void
thecal_diary_page_add_today (ThecalDiaryPage *self)
{
  open_day (self, thecal_now ().wall_us);
}

static void
on_open (ThecalEntryList *list, const char *id, ThecalDiaryPage *self)
{
  static const ThecalEntryKind kinds[] = {
    THECAL_ENTRY_DIARY, THECAL_ENTRY_QUESTION, THECAL_ENTRY_MEDICINE, THECAL_ENTRY_WOUND
  };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++) {
    g_autoptr (GPtrArray) entries = thecal_entry_book_get (self->book, kinds[k]);

    for (guint i = 0; i < entries->len; i++)
      if (g_str_equal (thecal_entry_get_id (g_ptr_array_index (entries, i)), id)) {
        open_entry (self, g_ptr_array_index (entries, i), FALSE);
        return;
      }
  }
}

static void
on_add (GtkWidget *button, ThecalDiaryPage *self)
{
  const int kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "thecal-kind"));

  open_new (self, (ThecalEntryKind) kind, thecal_now ().wall_us);
}

/* Layout. */

void
thecal_diary_page_set_narrow (ThecalDiaryPage *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->aside, narrow ? -1 : ASIDE_WIDTH, -1);
}

static GtkWidget *
add_button_new (ThecalDiaryPage *self, const char *label, ThecalEntryKind kind)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "thecal-add");
  g_object_set_data (G_OBJECT (button), "thecal-kind", GINT_TO_POINTER (kind));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_add), self, 0);

  return button;
}

static GtkWidget *
another_day_new (ThecalDiaryPage *self)
{
  GtkWidget *button = gtk_menu_button_new (), *chooser = thecal_day_chooser_new (self->book);

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (open_day), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Another day"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), chooser);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "thecal-add");

  return button;
}

static GtkWidget *
none_new (ThecalDiaryPage *self)
{
  GtkWidget *today = gtk_button_new_with_label (_ ("Add today's entry"));
  GtkWidget *another = another_day_new (self), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *none = g_object_new (ADW_TYPE_STATUS_PAGE,
                                  "icon-name",
                                  "thecal-diary-symbolic",
                                  "title",
                                  _ ("No entry yet."),
                                  "description",
                                  _ ("A day takes one minute. These numbers go to your team. They "
                                     "do not decide treatment."),
                                  NULL);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (today), "win.diary-today");
  gtk_widget_add_css_class (today, "suggested-action");
  gtk_widget_add_css_class (today, "thecal-save");
  gtk_widget_set_halign (another, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), today);
  gtk_box_append (GTK_BOX (box), another);
  adw_status_page_set_child (ADW_STATUS_PAGE (none), box);

  return none;
}

static GtkWidget *
list_new (ThecalDiaryPage *self, const char *title, const char *empty, GtkWidget *control)
{
  GtkWidget *list = thecal_entry_list_new (title, empty, control);

  g_signal_connect_object (list, "open", G_CALLBACK (on_open), self, 0);

  return list;
}

static GtkWidget *
main_column_new (ThecalDiaryPage *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->none = none_new (self);
  self->today = thecal_diary_today_new ();
  self->trend = thecal_diary_trend_new ();
  self->days = list_new (self, _ ("Days before"), _ ("None yet."), another_day_new (self));
  self->more = gtk_button_new_with_label (_ ("Show earlier days"));
  gtk_widget_add_css_class (self->more, "thecal-act");
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (on_more), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (column), self->none);
  gtk_box_append (GTK_BOX (column), self->today);
  gtk_box_append (GTK_BOX (column), self->trend);
  gtk_box_append (GTK_BOX (column), self->days);
  gtk_box_append (GTK_BOX (column), self->more);
  gtk_widget_set_hexpand (column, TRUE);

  return column;
}

static GtkWidget *
aside_new (ThecalDiaryPage *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->questions = list_new (self,
                              _ ("For the next visit"),
                              _ ("Write down what you want to ask."),
                              add_button_new (self, _ ("Add a question"), THECAL_ENTRY_QUESTION));
  self->medicines = list_new (self,
                              _ ("Medicines taken"),
                              _ ("For what is taken when needed, Thecal says how long to wait."),
                              add_button_new (self, _ ("Add a medicine"), THECAL_ENTRY_MEDICINE));
  self->wounds = list_new (self,
                           _ ("Wounds"),
                           _ ("How they look, with a photo that stays on this computer."),
                           add_button_new (self, _ ("Add a wound"), THECAL_ENTRY_WOUND));
  gtk_box_append (GTK_BOX (column), self->questions);
  gtk_box_append (GTK_BOX (column), self->medicines);
  gtk_box_append (GTK_BOX (column), self->wounds);

  return column;
}

/* Midnight makes another day; a minute may end a gap between medicines. */
static void
on_minute (ThecalDiaryPage *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const gint64 today_us = thecal_day_get_start_us (thecal_now ().wall_us, 0, zone);

  if (today_us == self->today_us)
    thecal_diary_lists_set_medicines (THECAL_ENTRY_LIST (self->medicines), self->book, self->plan);
  else
    refresh (self);
  self->today_us = today_us;
  thecal_diary_today_set (THECAL_DIARY_TODAY (self->today), self->book, self->plan);
}

static void
thecal_diary_page_dispose (GObject *object)
{
  ThecalDiaryPage *self = THECAL_DIARY_PAGE (object);

  g_clear_object (&self->book);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_diary_page_parent_class)->dispose (object);
}

static void
thecal_diary_page_class_init (ThecalDiaryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_diary_page_dispose;
}

static void
thecal_diary_page_init (ThecalDiaryPage *self)
{
  self->n_days = DAYS_FIRST;
}

static void
build (ThecalDiaryPage *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->toasts = adw_toast_overlay_new ();
  self->waiting = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->waiting), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->waiting), 0);
  gtk_widget_add_css_class (self->waiting, "thecal-wait");
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  self->aside = aside_new (self);
  gtk_box_append (GTK_BOX (self->columns), main_column_new (self));
  gtk_box_append (GTK_BOX (self->columns), self->aside);
  gtk_box_append (GTK_BOX (page), self->waiting);
  gtk_box_append (GTK_BOX (page), self->columns);
  gtk_widget_add_css_class (page, "thecal-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), scroller);
  adw_bin_set_child (ADW_BIN (self), self->toasts);
  thecal_diary_page_set_narrow (self, FALSE);
}

GtkWidget *
thecal_diary_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalDiaryPage *self = g_object_new (THECAL_TYPE_DIARY_PAGE, NULL);

  self->plan = g_object_ref (plan);
  self->book = thecal_entry_book_new (client, thecal_plan_watch_get_state_dir (plan));
  build (self);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "changed", G_CALLBACK (on_minute), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
